/** A manual page in the man(7) macros, from what commander knows of a program. */
import type { Argument, Command, Option } from 'commander';

export function manPage(program: Command): string {
  const commands = leaves(program, [program.name()]);
  return [
    `.TH ${program.name().toUpperCase()} 1 "" "Spindle ${program.version() ?? ''}" "User Commands"`,
    '.SH NAME',
    `${program.name()} \\- disc\\-imaging workstation for archives`,
    '.SH SYNOPSIS',
    '.B spindle',
    ...commands.flatMap(({ words, command }) => ['.br', synopsis(words, command)]),
    '.SH DESCRIPTION',
    text(program.description()),
    '.PP',
    'Without a command it opens the workstation: its window where Electron is there, else the browser station.',
    '.SH COMMANDS',
    ...commands.flatMap(commandText),
    ...closing,
    '',
  ].join('\n');
}

interface Leaf {
  readonly words: readonly string[];
  readonly command: Command;
}

/** The commands that do something, each with the words that call it. */
function leaves(command: Command, words: readonly string[]): Leaf[] {
  return command.commands.flatMap((child) => {
    const path = [...words, child.name()];
    const below = leaves(child, path);
    // A group that takes options of its own can be called without the name of a member.
    const isCallable = below.length === 0 || shownOptions(child).length > 0;
    return [...(isCallable ? [{ words: path, command: child }] : []), ...below];
  });
}

function synopsis(words: readonly string[], command: Command): string {
  const options = shownOptions(command).filter(({ mandatory }) => !mandatory);
  const needed = shownOptions(command).filter(({ mandatory }) => mandatory);
  const parts = [
    `\\fB${text(words.join(' '))}\\fR`,
    ...command.registeredArguments.map(argumentText),
    ...needed.map(({ flags }) => text(flags)),
    options.length > 0 ? '[\\fIoptions\\fR]' : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function commandText({ words, command }: Leaf): string[] {
  return [
    `.SS ${text(words.slice(1).join(' '))}`,
    text(sentence(command.description())),
    ...command.registeredArguments
      .filter(({ description }) => description !== '')
      .flatMap((argument) => ['.TP', argumentText(argument), text(sentence(argument.description))]),
    ...shownOptions(command).flatMap((option) => [
      '.TP',
      `\\fB${text(option.flags)}\\fR`,
      optionText(option),
    ]),
  ];
}

function shownOptions(command: Command): readonly Option[] {
  return command.options.filter(({ hidden }) => !hidden);
}

function argumentText(argument: Argument): string {
  const name = `\\fI${text(argument.name())}\\fR${argument.variadic ? ' ...' : ''}`;
  return argument.required ? name : `[${name}]`;
}

function optionText({ description, defaultValue, argChoices }: Option): string {
  const choices = argChoices ? ` One of ${argChoices.join(', ')}.` : '';
  const isTold = typeof defaultValue === 'number' || typeof defaultValue === 'string';
  return text(`${sentence(description)}${choices}${isTold ? ` Default: ${defaultValue}.` : ''}`);
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;
}

/** In troff a backslash, a hyphen that is to stay one, and a full stop or quote that begins a line mean something. */
function text(words: string): string {
  return words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');
}

const closing = [
  '.SH EXIT STATUS',
  ...[
    ['0', 'Complete and clean.'],
    ['1', 'Failed.'],
    ['2', 'Bad usage or input; one line says what, where and what to do.'],
    [
      '3',
      'Done, but something is not as it should be: sectors that cannot be read, a file that differs, a lack in the station.',
    ],
    ['4', 'Parked; the same command with \\-\\-resume goes on.'],
    ['130', 'Interrupted and parked.'],
  ].flatMap(([status, meaning]) => ['.TP', `.B ${status}`, meaning!]),
  '.SH ENVIRONMENT',
  '.TP',
  '.B SPINDLE_CATALOGUE',
  'The catalogue to use where no \\-\\-catalogue is given.',
  '.SH FILES',
  '.TP',
  '.I ~/.local/share/spindle/catalogue.db',
  'The catalogue. It can be made again from the sidecars beside the dumps.',
  '.TP',
  '.I /usr/lib/udev/rules.d/70\\-spindle\\-floppy.rules',
  'Gives whoever sits at the machine its floppy drives.',
  '.SH SEE ALSO',
  '.BR ddrescue (1),',
  '.BR udev (7)',
];
