import type { BenchDraft } from '../../bench/draft.ts';

/** How long no letter was typed where the next one begins another step of Undo, in milliseconds. */
const step = 1500;

/** Answers what writes the text of a file as it is typed: what is typed without a pause is one step of Undo. */
export function fileWriter(draft: BenchDraft): (path: string, text: string) => void {
  let typed = 0;
  return (path, text) => {
    const now = Date.now();
    if (now - typed > step) draft.pause();
    typed = now;
    const files = draft.state.files.map((file) => (file.path === path ? { path, text } : file));
    draft.change(`Edit ${path}`, { files }, `text of ${path}`);
  };
}
