/** What commander knows of a program, in the form its manual page and its reference are made from. */
import type { Command, Option } from 'commander';

export interface DescribedCommand {
  /** What calls it: `spindle catalogue search`. */
  readonly words: readonly string[];
  readonly command: Command;
}

/** The commands that do something, in the order they are defined in. */
export function describedCommands(program: Command): DescribedCommand[] {
  return leaves(program, [program.name()]);
}

function leaves(command: Command, words: readonly string[]): DescribedCommand[] {
  return command.commands.flatMap((child) => {
    const path = [...words, child.name()];
    const below = leaves(child, path);
    // A group that takes options of its own can be called without the name of a member.
    const isCallable = below.length === 0 || shownOptions(child).length > 0;
    return [...(isCallable ? [{ words: path, command: child }] : []), ...below];
  });
}

export function shownOptions(command: Command): readonly Option[] {
  return command.options.filter(({ hidden }) => !hidden);
}

/** What an option does, what it takes, and what it is when it is not given. */
export function optionWords({ description, defaultValue, argChoices }: Option): string {
  const choices = argChoices ? ` One of ${argChoices.join(', ')}.` : '';
  const isTold = typeof defaultValue === 'number' || typeof defaultValue === 'string';
  return `${sentence(description)}${choices}${isTold ? ` Default: ${defaultValue}.` : ''}`;
}

export function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;
}
