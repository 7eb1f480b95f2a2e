/** How a command of the `nats` CLI is to be had in a console: as it is there, otherwise, or not at all. */
export type Standing = 'same' | 'differs' | 'absent';

/** A command of the `nats` CLI, or a group of them, as the reference of the console lists it. */
export interface ConsoleEntry {
  /** Its words, such as `stream add`. */
  name: string;
  standing: Standing;
  /** How it differs, or why it is not here. */
  note?: string;
  help: string;
  /** Other words for the last of its name. */
  aliases: readonly string[];
  /** Its synopsis, and lines that may be run as they are. */
  lines: readonly string[];
  /** Its flags, each with its purpose. */
  flags: readonly (readonly [flag: string, help: string])[];
  /** The flags of the CLI that have no place here, each with the reason. */
  refused: readonly (readonly [flag: string, why: string])[];
}
