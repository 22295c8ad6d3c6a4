/** A manual page in the man(7) macros, from what commander knows of a program. */
import type { Argument, Command } from 'commander';
import {
  type DescribedCommand,
  describedCommands,
  optionWords,
  sentence,
  shownOptions,
} from './described-commands.ts';

export function manPage(program: Command): string {
  const commands = describedCommands(program);
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

function commandText({ words, command }: DescribedCommand): string[] {
  return [
    `.SS ${text(words.slice(1).join(' '))}`,
    text(sentence(command.description())),
    ...command.registeredArguments
      .filter(({ description }) => description !== '')
      .flatMap((argument) => ['.TP', argumentText(argument), text(sentence(argument.description))]),
    ...shownOptions(command).flatMap((option) => [
      '.TP',
      `\\fB${text(option.flags)}\\fR`,
      text(optionWords(option)),
    ]),
  ];
}

function argumentText(argument: Argument): string {
  const name = `\\fI${text(argument.name())}\\fR${argument.variadic ? ' ...' : ''}`;
  return argument.required ? name : `[${name}]`;
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
