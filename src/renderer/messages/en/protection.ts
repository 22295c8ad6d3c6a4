/** Marks of copy protection on a disc. */
export const protection = {
  marks: 'This disc has marks of the copy protection {name}.',
  inStructure: 'The tables of the disc say so themselves.',
  suspected:
    '{unread} sectors between LBA {first} and {last} were not read. They may be unreadable on purpose: nothing is taken for that until you say so.',
  confirmed:
    '{unread} sectors between LBA {first} and {last} were not read, and are marked as unreadable on purpose.',
  confirm: 'Mark as unreadable on purpose',
  marked: 'Marked as unreadable on purpose.',
} as const;
