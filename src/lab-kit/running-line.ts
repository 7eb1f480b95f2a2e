/** A line that runs in a console, or beside one. */
export interface RunningLine {
  server: string;
  /** Without the name of the program. */
  line: string;
  /** Ends it, as Ctrl-C does. */
  stop: () => void;
}
