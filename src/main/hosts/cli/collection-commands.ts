/** `spindle catalogue carrier|item|collection|location|history|undo`: their options, as the command line has them. */
import { type Command, Option } from 'commander';
import {
  carrierExceptions,
  carrierKinds,
  carrierStates,
  conditions,
  dispositions,
  locationKinds,
} from '../../../shared/model/vocabulary.ts';

type Action = (...args: unknown[]) => Promise<void>;

export interface CommandTools {
  readonly run: (
    name: keyof typeof import('./commands/collection.ts') | keyof typeof import('./commands/batch.ts'),
  ) => Action;
  /** --catalogue and --json. */
  readonly common: () => readonly Option[];
  readonly integer: (minimum: number, maximum: number) => (text: string) => number;
}

function command(parent: Command, tools: CommandTools, name: string, description: string): Command {
  const made = parent.command(name).description(description);
  for (const option of tools.common()) made.addOption(option);
  return made;
}

function describing(made: Command, { integer }: CommandTools): Command {
  return made
    .option('--title <text>')
    .option('--label <text>', 'what is written on it')
    .addOption(new Option('--kind <kind>', 'what it is').choices(carrierKinds))
    .option('--item <item>', 'the item it belongs to: uuid, call number, accession number or title')
    .option('--in-collection <code>')
    .option('--location <code>')
    .addOption(new Option('--sequence <n>', 'its number in the item').argParser(integer(1, 99_999)))
    .addOption(new Option('--sequence-total <n>').argParser(integer(1, 99_999)))
    .option('--side <text>')
    .addOption(new Option('--copy <n>').argParser(integer(1, 9_999)))
    .option('--manufacturer <text>')
    .option('--date <text>')
    .addOption(new Option('--condition <condition>').choices(conditions))
    .option('--condition-note <text>')
    .option('--note <text>')
    .option('--tag <tag...>')
    .option('--untag <tag...>')
    .option('--identifier <scheme=value...>', 'barcode=..., isbn=..., catalogue-no=...');
}

export function addCollectionCommands(catalogue: Command, tools: CommandTools): void {
  const { run, integer } = tools;
  const carrier = catalogue
    .command('carrier')
    .description('carriers: what is expected, described and decided');
  describing(command(carrier, tools, 'new', 'one carrier'), tools)
    .argument('<code>')
    .action(run('carrierNew'));
  describing(command(carrier, tools, 'run', 'a numbered run of carriers'), tools)
    .argument('<run>', 'first code, two dots, last number: AR-0001..0500')
    .action(run('carrierRun'));
  command(carrier, tools, 'list', 'carriers in the order of their codes')
    .addOption(new Option('--state <state>').choices(carrierStates))
    .option('--in-collection <code>')
    .option('--location <code>')
    .option('--tag <tag>')
    .option('--prefix <text>', 'codes that begin so')
    .addOption(new Option('--limit <n>').argParser(integer(1, 100_000)).default(500))
    .action(run('carrierList'));
  command(carrier, tools, 'show', 'everything of one carrier').argument('<code>').action(run('carrierShow'));
  describing(command(carrier, tools, 'edit', 'describe carriers; several at once are one step'), tools)
    .argument('<code...>')
    .option('--code <new>', 'another code; the former one stays findable')
    .option('--clear <field...>', 'take away what was said: title, kind, location ...')
    .option('--preview', 'only show what would change')
    .action(run('carrierEdit'));
  command(carrier, tools, 'remove', 'a carrier without dumps')
    .argument('<code>')
    .action(run('carrierRemove'));
  command(carrier, tools, 'import', 'expected carriers from a CSV table; one step, one undo')
    .argument('<file>')
    .option('--map <column=field...>', 'what a column is, where its name does not say')
    .addOption(
      new Option('--delimiter <character>', 'found out where it is not given').choices([
        ',',
        ';',
        'tab',
        '|',
      ]),
    )
    .option('--preview', 'only show what would change')
    .option('--leave-out-refused', 'import the rows that can be; else one bad row keeps all out')
    .action(run('carrierImport'));
  command(carrier, tools, 'dispose', 'decide what becomes of carriers')
    .argument('<code...>')
    .addOption(new Option('--as <disposition>').choices([...dispositions, 'none']).makeOptionMandatory())
    .option('--reason <text>')
    .action(run('carrierDispose'));
  command(carrier, tools, 'exception', 'set a carrier before a person, or close what was set')
    .argument('<code>')
    .addOption(new Option('--set <exception>').choices([...carrierExceptions, 'none']).makeOptionMandatory())
    .requiredOption('--reason <text>')
    .action(run('carrierException'));
  command(carrier, tools, 'sign-off', 'take the preferred dumps of carriers as they are')
    .argument('<code...>')
    .option('--note <text>')
    .action(run('carrierSignOff'));
  command(carrier, tools, 'prefer', 'which dump stands for a carrier')
    .argument('<code>')
    .argument('<dump>', 'id of a dump of it, or "best"')
    .option('--reason <text>')
    .action(run('carrierPrefer'));
  command(carrier, tools, 'reassign', 'give a dump to the carrier it is really of')
    .argument('<dump>', 'its id')
    .requiredOption('--to <code>', 'code of the carrier, or "none"')
    .requiredOption('--reason <text>')
    .action(run('carrierReassign'));
  command(carrier, tools, 'merge', 'two records of one carrier become one')
    .argument('<code>', 'the record that goes')
    .requiredOption('--into <code>', 'the record that stays')
    .requiredOption('--reason <text>')
    .action(run('carrierMerge'));
  command(carrier, tools, 'deliberate', 'sectors that are unreadable on purpose')
    .argument('<dump>', 'its id')
    .addOption(new Option('--lba <n>').argParser(integer(0, 2 ** 40)).makeOptionMandatory())
    .addOption(new Option('--length <n>', 'sectors').argParser(integer(1, 2 ** 40)).makeOptionMandatory())
    .option('--note <text>')
    .action(run('carrierDeliberate'));

  const item = catalogue.command('item').description('publications and boxes that carriers belong to');
  const itemOptions = (made: Command) =>
    made
      .option('--in-collection <code>')
      .option('--call-number <text>')
      .option('--accession-no <text>')
      .option('--date <text>', 'as it stands on the item')
      .option('--date-from <date>')
      .option('--date-to <date>')
      .option('--rights <text>')
      .option('--note <text>');
  itemOptions(command(item, tools, 'new', 'one item'))
    .argument('<title>')
    .action(run('itemNew'));
  itemOptions(command(item, tools, 'edit', 'describe an item'))
    .argument('<item>', 'uuid, call number, accession number or title')
    .option('--title <text>')
    .action(run('itemEdit'));
  command(item, tools, 'list', 'items by title')
    .argument('[words]', 'part of the title', '')
    .action(run('itemList'));
  command(item, tools, 'remove', 'an item without carriers').argument('<item>').action(run('itemRemove'));

  for (const table of ['collection', 'location'] as const) {
    const place = catalogue
      .command(table)
      .description(
        table === 'collection' ? 'collections and their parts' : 'rooms, shelves, boxes and slots',
      );
    const options = (made: Command) => {
      made.option('--parent <code>', 'what it is part of').option('--note <text>');
      if (table === 'collection') made.option('--title <text>');
      else made.addOption(new Option('--kind <kind>').choices(locationKinds));
      return made;
    };
    options(command(place, tools, 'new', `one ${table}`))
      .argument('<code>')
      .action(run(`${table}New`));
    options(command(place, tools, 'edit', `describe a ${table}`))
      .argument('<code>')
      .option('--code <new>')
      .action(run(`${table}Edit`));
    command(place, tools, 'list', `all ${table}s`).action(run(`${table}List`));
    command(place, tools, 'remove', `a ${table} nothing is in`)
      .argument('<code>')
      .action(run(`${table}Remove`));
  }

  const batch = catalogue.command('batch').description('stacks of carriers, imaged one after the other');
  command(batch, tools, 'run', 'ask for one carrier after the other, and image what is put in')
    .argument('<name>')
    .requiredOption('--carriers <code...>', 'in the order of the stack; runs (AR-0001..0010) are allowed')
    .requiredOption(
      '--drive <address...>',
      'drives that take part, as spindle drives has them, or sim:FOLDER',
    )
    .requiredOption('--out <dir>', 'folder for the images')
    .option('--template <text>', 'names of the files, as in {code}_{title} (default: the code)')
    .addOption(
      new Option('--time-box <n>', 'times as long as a clean medium takes')
        .argParser(integer(1, 1000))
        .default(3),
    )
    .action(run('batchRun'));
  command(batch, tools, 'list', 'all batches, newest first').action(run('batchList'));
  const which = 'its uuid, or its name';
  command(batch, tools, 'show', 'how each carrier of a batch stands')
    .argument('<batch>', which)
    .action(run('batchShow'));
  command(batch, tools, 'resume', 'go on with an open batch; a dump that was begun is continued')
    .argument('<batch>', which)
    .option('--simulate <address...>', 'its simulated drives, as sim:FOLDER')
    .action(run('batchResume'));
  command(batch, tools, 'decide', 'what becomes of carriers that stopped in a batch')
    .argument('<batch>', which)
    .argument('<code...>')
    .addOption(
      new Option(
        '--as <decision>',
        'take it as it is, read it again whatever it is, leave it out, or say what becomes of it',
      )
        .choices(['accept', 'retry', 'skip', ...dispositions])
        .makeOptionMandatory(),
    )
    .option('--reason <text>')
    .action(run('batchDecide'));
  command(batch, tools, 'shift', 'move the dumps of a shifted stack by one record; one step, one undo')
    .argument('<batch>', which)
    .addOption(
      new Option('--from <place>', 'the first one to move (default: as the batch found it)').argParser(
        integer(1, 99_999),
      ),
    )
    .addOption(new Option('--by <n>', 'to the record after, or before').choices(['1', '-1']))
    .action(run('batchShift'));
  command(batch, tools, 'close', 'end a batch, with a report')
    .argument('<batch>', which)
    .action(run('batchClose'));

  command(catalogue, tools, 'tags', 'all tags, and how many carriers have them').action(run('tagList'));
  command(catalogue, tools, 'history', 'every decision, newest first')
    .addOption(new Option('--limit <n>').argParser(integer(1, 500)).default(20))
    .action(run('historyList'));
  command(catalogue, tools, 'undo', 'take a decision back, as a new step')
    .argument('[txn]', 'its uuid (default: the last one that was not taken back)')
    .action(run('historyUndo'));
}
