import { cleanPath } from '../../console/page-files.ts';
import type { LabSession } from '../../lab/session/session.ts';

/** A file's bytes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A file of more bytes than this is not shown as text. */
const mostText = 1_000_000;

/** Answers a file's text; undefined if it is none, or too long for a field of a page. */
export function textOf(bytes: Bytes): string | undefined {
  if (bytes.length > mostText) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Answers the path that a typed name stands for, as commands look for it. */
export const pathOf = (name: string): string => cleanPath(name.trim()).replace(/^\/|\/$/g, '');

/** Whether a path goes through `.` or `..`, by which no command finds a file. */
export const leadsElsewhere = (path: string): boolean => /(?:^|\/)\.\.?(?:\/|$)/.test(path);

/** Whether there is a file at a path. Names such as `constructor` are those of any object. */
export const isFile = (files: Readonly<Record<string, Bytes>>, path: string): boolean =>
  Object.hasOwn(files, path);

/** Puts a file of the reader's on the page. It stays there when servers start over. */
export function putFile({ files, keptFiles }: LabSession, path: string, bytes: Bytes): void {
  keptFiles.add(path);
  files.update((all) => ({ ...all, [path]: bytes }));
}

/** Takes a file away. */
export function deleteFile({ files, keptFiles }: LabSession, path: string): void {
  keptFiles.delete(path);
  const isOther = ([other]: [string, unknown]) => other !== path;
  files.update((all) => Object.fromEntries(Object.entries(all).filter(isOther)));
}

/** Has the browser save a file under its path in one name, as browsers take no folders. */
export function download(path: string, bytes: Bytes): void {
  const url = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement('a');
  link.href = url;
  link.download = path.replaceAll('/', '-');
  link.click();
  URL.revokeObjectURL(url);
}
