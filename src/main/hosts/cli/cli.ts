/** The command line (docs/command-line.md): a door like the others, speaking the same contract. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { convertFormats } from '../../../shared/model/convert-formats.ts';
import { labelLayouts } from '../../../shared/model/labels.ts';
import { outputFormats } from '../../../shared/model/output.ts';
import { assetRoles } from '../../../shared/model/vocabulary.ts';
import { version } from '../../app/version.ts';
import { addCollectionCommands } from './collection-commands.ts';
import { exitStatus } from './exit-status.ts';
import { keepHeapSmall } from './small-heap.ts';
import { createTerminal, reportError, type Terminal } from './terminal.ts';

/** Runs a command's module, loaded only now so that each command starts as fast as it can. */
function run<A extends unknown[]>(load: () => Promise<(terminal: Terminal, ...args: A) => Promise<number>>) {
  // Commander calls with the arguments, the options and, last, the command itself.
  return async (...args: unknown[]) => {
    const command = args.at(-1) as Command;
    const terminal = createTerminal(Boolean(command.optsWithGlobals<{ json?: boolean }>().json));
    try {
      const action = await load();
      process.exitCode = await action(terminal, ...(args.slice(0, -1) as A));
    } catch (error) {
      process.exitCode = reportError(terminal, error);
    }
  };
}

function integer(minimum: number, maximum: number) {
  return (text: string): number => {
    const value = /^0x[0-9a-f]+$/i.test(text)
      ? Number.parseInt(text, 16)
      : /^[+-]?\d+$/.test(text)
        ? Number(text)
        : Number.NaN;
    if (value >= minimum && value <= maximum) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`);
  };
}

function decimal(minimum: number, maximum: number) {
  return (text: string): number => {
    const value = /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
    if (value >= minimum && value <= maximum) return value;
    throw new InvalidArgumentError(`It must be a number from ${minimum} to ${maximum}.`);
  };
}

function formats(text: string): string[] {
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  const unknown = names.find((name) => !(outputFormats as readonly string[]).includes(name));
  if (unknown === undefined) return [...new Set(names)];
  throw new InvalidArgumentError(`"${unknown}" is none of ${outputFormats.join(', ')}.`);
}

const json = () => new Option('--json', 'one JSON object per line on stdout');
const catalogueFile = () =>
  new Option('--catalogue <file>', 'the catalogue to use (default: $SPINDLE_CATALOGUE, else yours)');

const treeName = () =>
  new Option('--tree <name>', 'which tree of a hybrid: Joliet, ISO 9660 ... (default: the best)');
const codePage = () =>
  new Option('--code-page <page>', 'what 8-bit names of DOS are in').choices(['cp437', 'cp850', 'shift_jis']);

/** Every command with its options; the man page is made from it. */
export const program = new Command('spindle')
  .description('Images optical and floppy media, proves every byte, and catalogues the collection.')
  .version(version)
  .showHelpAfterError(false)
  // An option is of the command it stands behind: some commands have commands of their own.
  .enablePositionalOptions()
  .exitOverride()
  .helpCommand(true)
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'spindle: ')) })
  .addOption(json().hideHelp())
  .action(run(async () => (await import('./commands/workstation.ts')).workstation));

program
  .command('demo')
  .description('image a practice floppy, catalogue it, and say where everything is')
  .option('--out <dir>', 'where to put it (default: a new folder in the temporary directory)')
  .addOption(json())
  .action(run(async () => (await import('./commands/demo.ts')).demo));

program
  .command('drives')
  .description('drives and what is in them, without touching idle ones')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/drives.ts')).drives));

program
  .command('eject')
  .description('open the tray of a drive')
  .argument('<drive>', 'device or sim: address of a disc drive')
  .addOption(json())
  .action(run(async () => (await import('./commands/eject.ts')).eject));

program
  .command('info')
  .description('what a medium or an image is: size, geometry, filesystems, each with its evidence')
  .argument('<source>', 'device, image file or sim: address')
  .addOption(json())
  .action(run(async () => (await import('./commands/info.ts')).info));

program
  .command('image')
  .description('read a medium, keep every byte and its evidence')
  .argument('<source>', 'device, image file or sim: address')
  .requiredOption('--out <dir>', 'folder for the results')
  .option('--name <name>', 'name of the results (default: the carrier code, else the name of the source)')
  .addOption(new Option('--format <list>', `comma-separated: ${outputFormats.join(', ')}`).argParser(formats))
  .addOption(
    new Option('--retries <n>', 'passes over bad sectors after scraping').argParser(integer(0, 1000)),
  )
  .addOption(
    new Option('--passes <n>', 'the same as --retries').argParser(integer(0, 1000)).conflicts('retries'),
  )
  .addOption(
    new Option('--fill <byte>', 'written where nothing could be read').argParser(integer(0, 255)).default(0),
  )
  .option('--carrier <code>', 'the carrier this medium is')
  .addOption(
    new Option(
      '--template <text>',
      'name of the results from what the catalogue knows of the carrier, as in {code}_{title}',
    ).conflicts('name'),
  )
  .addOption(
    new Option('--speed <x>', 'discs: reading speed, as a multiple of single speed').argParser(
      integer(1, 100),
    ),
  )
  .addOption(
    new Option(
      '--read-offset <n>',
      "discs: the drive's read offset in samples, AccurateRip's sign",
    ).argParser(integer(-5880, 5880)),
  )
  .option('--subchannel', 'discs: write the subchannel beside the image')
  .option('--verify-pass', 'discs: read everything a second time and doubt what differs')
  .option('--eject', 'discs: open the tray when the disc is needed no more')
  .option(
    '--first <path...>',
    'read these files first: paths on the medium, with *, ? and **; the directories come before all',
  )
  .addOption(catalogueFile().conflicts('noCatalogue'))
  .option('--no-catalogue', 'do not record the dump')
  .option('--resume', 'continue the dump of this name if there is one, else start it')
  .option('--keep-store', 'keep the working store of a complete dump')
  .addOption(json())
  .action(
    run(async () => {
      keepHeapSmall();
      return (await import('./commands/image.ts')).image;
    }),
  );

program
  .command('verify')
  .description('read results again and compare them with their sidecars, or a bag with its manifests')
  .argument('<path...>', 'sidecars, files that have one, folders, or bags')
  .option('--accuraterip <file>', 'discs: an answer of AccurateRip (dBAR-...bin) to compare the tracks with')
  .addOption(json())
  .action(run(async () => (await import('./commands/verify.ts')).verify));

program
  .command('ls')
  .description('the files in an image, and which of them unread sectors hurt')
  .argument('<image>', 'image file, sheet, sidecar or store')
  .argument('[path]', 'a folder or file in it')
  .option('-l, --long', 'rights, sizes and times too')
  .option('--deleted', 'entries marked as erased too')
  .addOption(treeName())
  .addOption(codePage())
  .addOption(json())
  .action(run(async () => (await import('./commands/ls.ts')).ls));

program
  .command('extract')
  .description('files out of an image into a folder; nothing there is replaced')
  .argument('<image>', 'image file, sheet, sidecar or store')
  .argument('[path...]', 'folders and files in it (default: everything)')
  .requiredOption('--out <dir>', 'folder for the files')
  .addOption(treeName())
  .addOption(codePage())
  .addOption(json())
  .action(run(async () => (await import('./commands/extract.ts')).extract));

program
  .command('convert')
  .description('an image in another format; says first what that cannot keep')
  .argument('<image>', 'image file, sheet or sidecar')
  .argument('<output>', 'file whose ending names the format, or a folder with --format')
  .addOption(new Option('--format <format>', 'what it becomes').choices(convertFormats))
  .addOption(json())
  .action(run(async () => (await import('./commands/convert.ts')).convert));

program
  .command('merge')
  .description('several dumps of one medium into one, each sector from the dump that read it best')
  .argument('<dump...>', 'sidecars, files that have one, or stores of parked dumps')
  .requiredOption('--out <dir>', 'folder for the results')
  .option('--name <name>', 'name of the results (default: that of the first dump)')
  .addOption(new Option('--format <format>', 'what it becomes').choices(outputFormats))
  .addOption(catalogueFile().conflicts('noCatalogue'))
  .option('--no-catalogue', 'do not record the result')
  .addOption(json())
  .action(run(async () => (await import('./commands/merge.ts')).merge));

program
  .command('write')
  .description('an image back onto a floppy or small disk, or burnt onto a disc; read back and compared')
  .argument('<image>', 'image of a floppy, a small disk or a disc')
  .argument('<device>', 'floppy drive, removable USB disk or burner')
  .option('--yes', 'overwrite what is on the medium')
  .option('--model <text>', 'for disks larger than any floppy: their model, exactly as the drive gives it')
  .addOption(
    new Option('--retries <n>', 'rounds of writing again what did not take')
      .argParser(integer(0, 100))
      .default(3),
  )
  .addOption(catalogueFile().conflicts('noCatalogue'))
  .option('--no-catalogue', 'do not note it with the dump')
  .addOption(json())
  .action(run(async () => (await import('./commands/write.ts')).write));

const catalogue = program.command('catalogue').description('the record of everything imaged');
catalogue
  .command('show')
  .description('a carrier by its code, or a dump by its id')
  .argument('<id>')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/catalogue.ts')).show));
catalogue
  .command('search')
  .description(
    'carriers, dumps and files by words, hashes and chips such as file:setup.exe label:"annual report" -state:imaged (put -- in front of words that begin with a dash)',
  )
  .argument('<words...>')
  .addOption(new Option('--limit <n>', 'at most so many hits').argParser(integer(1, 1000)).default(50))
  .option('--facets', 'counts to narrow it by, instead of hits')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/find.ts')).search));
catalogue
  .command('index')
  .description('list the files inside images that are not listed yet')
  .argument('[dump...]', 'ids of dumps; all that are not listed without one')
  .option('--all', 'everything anew')
  .option('--contents', 'read and hash every file as well, so that the same file is known elsewhere')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/find.ts')).index));
catalogue
  .command('duplicates')
  .description('which files of a dump are on other carriers too')
  .argument('<dump>', 'its id')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/find.ts')).duplicates));
catalogue
  .command('import')
  .description('record every dump whose sidecar lies below a folder, in a bag, or in a file of JSON lines')
  .argument('<path>')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/catalogue.ts')).importDirectory));
catalogue
  .command('import-offsets')
  .description('take read offsets of drive models from a list: lines vendor,product,offset')
  .argument('<file>')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/catalogue.ts')).importOffsets));
catalogue
  .command('export')
  .description(
    'hand dumps on: a BagIt bag, PREMIS, DFXML, Dublin Core, METS, Redump, CSV, JSON lines, a finding aid',
  )
  .option('--bag <dir>', 'a new bag with the files of the dumps')
  .option('--bags <dir>', 'a bag for each carrier in a folder; those whole already are verified and kept')
  .option(
    '--format <name>',
    'premis, dc, mets, json, dfxml, redump, html, or csv:PRESET (iromlab, ipmlab, cca, archivesspace, archivematica)',
  )
  .option('--out <path>', 'file for the document, folder for several (default: stdout)')
  .option('--carrier <code...>', 'all dumps of these carriers')
  .option('--dump <id...>', 'these dumps')
  .option('--batch <name...>', 'all dumps of these batches')
  .option('--collection <code...>', 'all dumps of these collections')
  .option('--all', 'everything in the catalogue')
  .option('--info <line...>', 'bags: a line for bag-info.txt, "Label: value"')
  .option('--title <text>', 'finding aids: what the collection is called')
  .option('--bom', 'csv: a byte order mark in front, for spreadsheets that need one')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/export.ts')).exportDumps));
catalogue
  .command('check')
  .description('check the database, the chain of events, and every record against its sidecar')
  .option('--full', 'every page and index of the database as well; minutes for a large one')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/catalogue.ts')).check));
catalogue
  .command('rebuild')
  .description('make the catalogue again from the sidecars below folders, or prove that it is what they say')
  .argument('[folder...]', 'of a catalogue that is there, the folders it names by default')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/rebuild.ts')).rebuild));
catalogue
  .command('merge')
  .description(
    'join the catalogue of another station with this one; conflicts are shown and stay as they are here',
  )
  .argument('<file>', 'the other catalogue, which is only read')
  .option('--yes', 'do it; without, it is only told what would happen')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/merge-catalogues.ts')).mergeCatalogues));
catalogue
  .command('backup')
  .description('back the catalogue up now; while a workstation or station is open this is done every hour')
  .option(
    '--to <dir...>',
    'where backups go from now on, two folders at most (default: beside the catalogue)',
  )
  .option('--list', 'only show the backups that are there')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/upkeep.ts')).backup));
catalogue
  .command('restore')
  .description('put a backup in the place of the catalogue, which is kept under another name')
  .argument('[backup]', 'the newest one beside the catalogue by default')
  .option('--as-is', 'take a copy that was made while the catalogue was in use, without its last changes')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/upkeep.ts')).restore));
catalogue
  .command('labels')
  .description('labels to print: a PDF with codes as text and as bars (Code 128)')
  .argument('<code...>')
  .addOption(
    new Option('--layout <layout>', 'what they are printed on').choices(labelLayouts).default('l7160'),
  )
  .addOption(
    new Option('--start <n>', 'the first free label of the first sheet, along the rows')
      .argParser(integer(1, 65))
      .default(1),
  )
  .requiredOption('--out <file>', 'the PDF; where it is there already, a number is added')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/labels.ts')).labels));
const photo = catalogue.command('photo').description('photos and scans of carriers: JPEG, PNG, WebP');
photo
  .command('add')
  .description('a copy of the file is kept beside the catalogue')
  .argument('<code>')
  .argument('<file>')
  .addOption(new Option('--role <role>', 'what it shows').choices(assetRoles).default('front'))
  .option('--note <text>')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/photo.ts')).add));
photo
  .command('list')
  .description('photos of a carrier')
  .argument('<code>')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/photo.ts')).list));
photo
  .command('remove')
  .description('take a photo off its carrier; its file stays for an undo')
  .argument('<uuid>', 'as the list says it')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/photo.ts')).remove));
addCollectionCommands(catalogue, {
  run: (name) =>
    run(async () => {
      const actions = {
        ...(await import('./commands/collection.ts')),
        ...(await import('./commands/batch.ts')),
      };
      return actions[name] as (terminal: Terminal, ...args: never[]) => Promise<number>;
    }),
  common: () => [catalogueFile(), json()],
  integer,
});
const fixity = catalogue
  .command('fixity')
  .description('read files again and tell whether they are what was recorded')
  .argument('[path...]', 'only these files and folders')
  .option('--due', 'what is due (the default without paths)')
  .addOption(new Option('--all', 'everything, due or not').conflicts('due'))
  .addOption(new Option('--rate <MB/s>', 'read no faster than this').argParser(decimal(0.001, 1_000_000)))
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/fixity.ts')).check));
fixity
  .command('status')
  .description('storages, what is due, and what waits for a decision')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/fixity.ts')).status));
fixity
  .command('close')
  .description('end an incident with a reason, which is recorded for good')
  .argument('<id>', 'number of the incident', integer(1, Number.MAX_SAFE_INTEGER))
  .requiredOption('--reason <text>', 'what was decided, and why')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/fixity.ts')).close));
fixity
  .command('storage')
  .description('name a folder as one storage, and say how it is read')
  .argument('<root>')
  .addOption(new Option('--interval <days>', 'between two checks of a file').argParser(integer(1, 3650)))
  .addOption(
    new Option('--rate <MB/s>', 'read no faster than this; 0 for no limit').argParser(decimal(0, 1_000_000)),
  )
  .option('--quiet <hh:mm-hh:mm>', 'when checks that are due do not read; "none" for never')
  .option('--accept-volume', 'the volume that is mounted there now is the storage')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/fixity.ts')).storage));
const dat = catalogue
  .command('dat')
  .description('lists of others (Redump, TOSEC, No-Intro) dumps are known by');
dat
  .command('list')
  .description('the lists that are here, with their dates')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/dat.ts')).list));
dat
  .command('import')
  .description('take in DATs; a newer edition takes the place of the former')
  .argument('<file...>')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/dat.ts')).importFiles));
dat
  .command('match')
  .description('what a dump is in them; without one, how much of each list is here')
  .argument('[dump]', 'its id, or the code of its carrier')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/dat.ts')).match));
dat
  .command('missing')
  .description('what of a list is here in part, and which releases lack a disc')
  .argument('<id>', 'number of the list', integer(1, Number.MAX_SAFE_INTEGER))
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/dat.ts')).missing));
dat
  .command('remove')
  .description('forget a list; no dump is touched')
  .argument('<id>', 'number of the list', integer(1, Number.MAX_SAFE_INTEGER))
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/dat.ts')).remove));

const pack = catalogue
  .command('pack')
  .description('facts of others about discs, for stations without a network')
  .argument('[dump]', 'the dump of a disc: what the packs that are here say of it')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/pack.ts')).lookUp));
pack
  .command('list')
  .description('the packs that are here, with their dates')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/pack.ts')).list));
pack
  .command('import')
  .description(
    'take in packs, or answers of AccurateRip (dBAR-...bin); another edition takes the place of the former',
  )
  .argument('<file...>')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/pack.ts')).importFiles));
pack
  .command('matches')
  .description('the dumps of the collection a pack says something of')
  .argument('<id>', 'number of the pack', integer(1, Number.MAX_SAFE_INTEGER))
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/pack.ts')).matches));
pack
  .command('export')
  .description('give a pack on as a file')
  .argument('<id>', 'number of the pack', integer(1, Number.MAX_SAFE_INTEGER))
  .argument('<file>')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/pack.ts')).exportFile));
pack
  .command('remove')
  .description('forget a pack; no dump is touched')
  .argument('<id>', 'number of the pack', integer(1, Number.MAX_SAFE_INTEGER))
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/pack.ts')).remove));

program
  .command('doctor')
  .description('what this station needs and has, and how to mend what is not right')
  .option('--report <file>', 'write the report to a new file, to be read and sent')
  .option('--out <dir>', 'folder whose free space counts (default: Spindle in your home folder)')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/doctor.ts')).doctor));

program
  .command('serve')
  .description('the browser station, on 127.0.0.1, with a token')
  .addOption(
    new Option('--port <n>', 'port; any free one by default').argParser(integer(0, 65535)).default(0),
  )
  .option('--root <dir...>', 'folders results may go to (default: Spindle in your home folder)')
  .option(
    '--simulate <sim:...>',
    'show this simulated drive on the bench (repeat for more)',
    (address, more: string[]) => [...more, address],
    [] as string[],
  )
  .option('--no-open', 'do not open a browser')
  .addOption(catalogueFile())
  .addOption(json())
  .action(run(async () => (await import('./commands/serve.ts')).serve));

program
  .command('practice')
  .description('the practice desk: exercises for new staff, with a catalogue, carriers and drives of its own')
  .addOption(
    new Option('--port <n>', 'port; any free one by default').argParser(integer(0, 65535)).default(0),
  )
  .option('--reset', 'begin anew: takes away what was practised')
  .option('--no-open', 'do not open a browser')
  .addOption(json())
  .action(run(async () => (await import('./commands/practice.ts')).practice));

/** A program that does something without a command would take the name of one it has not for an argument too many. */
function refuseUnknownCommand(named: string | undefined): void {
  if (named === undefined || named === 'help' || named.startsWith('-')) return;
  if (program.commands.some((command) => command.name() === named)) return;
  program.error(`error: there is no command ${JSON.stringify(named)}; spindle --help lists them`);
}

/** Runs what the process was started with, and sets its exit status. */
export async function main(): Promise<void> {
  // A reader that has seen enough (`spindle ls ... | head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  try {
    refuseUnknownCommand(process.argv[2]);
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitStatus.clean : exitStatus.badInput;
    if (error.exitCode !== 0 && process.argv.includes('--json')) {
      createTerminal(true).emit({
        type: 'error',
        code: 'bad-usage',
        message: error.message.replace(/^error: /, ''),
        details: {},
      });
    }
  }
}
