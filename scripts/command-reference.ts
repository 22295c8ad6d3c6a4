/** Every command with its arguments and options, in Markdown, from what commander knows of a program. */
import type { Argument, Command } from 'commander';
import {
  type DescribedCommand,
  describedCommands,
  optionWords,
  sentence,
  shownOptions,
} from './described-commands.ts';

export function commandReference(program: Command): string {
  return [
    '# All commands',
    '',
    'Made from the definitions of the commands (`npm run docs:commands`). What they promise to scripts stands in',
    '[the command line](command-line.md).',
    ...describedCommands(program).flatMap(commandSection),
    '',
  ].join('\n');
}

function commandSection({ words, command }: DescribedCommand): string[] {
  const told = [
    ...command.registeredArguments
      .filter(({ description }) => description !== '')
      .map((argument) => row(argumentName(argument), sentence(argument.description))),
    ...shownOptions(command).map((option) =>
      row(option.flags, `${option.mandatory ? 'Needed. ' : ''}${optionWords(option)}`),
    ),
  ];
  return [
    '',
    `## \`${[...words, ...command.registeredArguments.map(argumentName)].join(' ')}\``,
    '',
    markdown(sentence(command.description())),
    ...(told.length === 0 ? [] : ['', '| | |', '|---|---|', ...told]),
  ];
}

function argumentName(argument: Argument): string {
  const name = `${argument.name().toUpperCase()}${argument.variadic ? '...' : ''}`;
  return argument.required ? name : `[${name}]`;
}

function row(name: string, what: string): string {
  return `| \`${name.replaceAll('|', '\\|')}\` | ${markdown(what)} |`;
}

function markdown(words: string): string {
  return words.replace(/[|<>*_]/g, '\\$&');
}
