import { useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { recall, remember, type History } from '../../console/history.ts';
import { edits, insert } from '../../console/line-editing.ts';
import { bareLine, readScript } from '../../console/script.ts';
import type { Store } from '../../lab/session/store.ts';
import { controlled, nothingSelected } from './keys.ts';
import type { useCommands } from './useCommands.ts';
import { usePromptLine } from './usePromptLine.ts';
import { useSearch } from './useSearch.ts';

interface PromptOf {
  commands: ReturnType<typeof useCommands>;
  /** The lines that were run at the server. */
  history: Store<History>;
  /** Runs lines beside this prompt. */
  onElsewhere: (script: string) => void;
}

/** The typing at a prompt: its line, and the result of keys and of pasted text. */
export function usePrompt({ commands, history, onElsewhere }: PromptOf) {
  const { running, run, stop, clear, complete, exit } = commands;
  const line = usePromptLine();
  const { input, text, above, show, current } = line;
  const [options, setOptions] = useState<readonly string[]>([]);

  /** Runs whole lines here, or beside this prompt while something runs in it. */
  const runAll = (lines: readonly string[]) => {
    setOptions([]);
    if (lines.length === 0) return;
    if (running) return onElsewhere(lines.join('\n'));
    history.update((was) => lines.reduce(remember, was));
    void run(lines);
  };
  const runScript = (script: string) => {
    const { lines, rest } = readScript(`${script}\n`);
    // What is not finished is run too, to be refused.
    runAll(rest ? [...lines, rest] : lines);
  };
  const search = useSearch(history, show, runScript);

  const enter = () => {
    const { lines, rest } = readScript(`${above}${text}\n`);
    show(rest && `${rest}\n`);
    runAll(lines);
  };
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n');
    if (search.on || !pasted.includes('\n')) return;
    event.preventDefault();
    const all = above + insert(current(), pasted).text;
    const end = all.lastIndexOf('\n') + 1;
    const last = all.slice(end);
    const { lines, rest } = readScript(all.slice(0, end));
    show(rest ? `${rest}\n${last}` : bareLine(last));
    runAll(lines);
  };
  const recallLine = (step: -1 | 1) => {
    const found = recall(history.get(), step, above + text);
    history.set(found.history);
    show(found.line);
  };
  const completeLine = async () => {
    const typed = current();
    // An end of a line behind a backslash is not part of a word.
    const lead = above.replaceAll('\\\n', '  ');
    const found = await complete(lead + typed.text.slice(0, typed.to));
    // The reader may have typed on.
    if (input.current?.value !== typed.text) return;
    setOptions(found.options.length > 1 ? found.options : []);
    const from = found.from - lead.length;
    if (found.options.length > 0 && from >= 0) {
      line.setLine(insert({ ...typed, from }, found.text));
    }
  };
  const interrupt = () => {
    setOptions([]);
    if (running) stop();
    else show('');
  };

  const isEmpty = text === '' && above === '';
  const ofControl = (letter: string): (() => void) | false | undefined => {
    switch (letter) {
      case 'c':
        return nothingSelected(input.current) && interrupt;
      case 'l':
        return clear;
      case 'n':
        return () => recallLine(1);
      case 'p':
        return () => recallLine(-1);
      case 'r':
        return () => search.on || search.start(above + text);
    }
    // What runs here is not ended by the way.
    if (letter === 'd' && isEmpty) return running ? () => {} : exit;
    const edit = edits[letter];
    return edit && (() => line.setLine(edit(current())));
  };
  const ofKey = (event: KeyboardEvent): (() => void) | false | undefined => {
    const letter = controlled(event);
    if (letter !== undefined) return ofControl(letter);
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing)
      return false;
    switch (event.key) {
      case 'Enter':
        return enter;
      case 'ArrowUp':
        return () => recallLine(-1);
      case 'ArrowDown':
        return () => recallLine(1);
      case 'Tab':
        // An empty prompt lets the keyboard pass on.
        return !isEmpty && !event.shiftKey && (() => void completeLine());
    }
  };
  return {
    ...line,
    search,
    options,
    runScript,
    interrupt,
    paste,
    /** Takes what a browser has written into the field. */
    onWritten: ({ value, selectionStart, selectionEnd }: HTMLInputElement) => {
      if (search.on) return search.onType(value);
      const bare = above ? value : value.replace(/^nats\s+/, '');
      const gone = value.length - bare.length;
      const at = (place: number | null) => Math.max(0, (place ?? value.length) - gone);
      line.setLine({ text: bare, from: at(selectionStart), to: at(selectionEnd) });
    },
    onKey: (event: KeyboardEvent) => {
      if (search.on) return search.onKey(event);
      const handle = ofKey(event);
      if (!handle) return;
      event.preventDefault();
      handle();
    },
  };
}
