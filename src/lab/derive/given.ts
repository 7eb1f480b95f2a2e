/** A file as a person gives it: its path in what was dropped, unpacked or named, and its text. */
export interface GivenFile {
  path: string;
  text: string;
}

/** A place in a given file. Lines count from 1. */
export interface Place {
  path: string;
  line: number;
}

/** What is said of a given file: that it could not be read, or how it was taken. */
export interface Note extends Partial<Place> {
  path: string;
  words: string;
}
