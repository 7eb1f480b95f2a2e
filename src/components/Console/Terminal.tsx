import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent } from 'react';
import { emptyHistory, recall, remember } from '../../console/history.ts';
import { useLabSnapshot } from '../Lab/context.ts';
import styles from './Console.module.css';
import Output from './Output.tsx';
import { useCommands } from './useCommands.ts';

/** A prompt, as the rest of the page uses it. */
export interface Prompt {
  busy: () => boolean;
  /** Runs a line as if the reader had typed it. */
  type: (line: string) => void;
}

interface TerminalProps {
  server: string;
  /** From 1, among those at that server. */
  number: number;
  /** Called when the prompt is mounted; the function that it returns is called when it goes. */
  attach: (prompt: Prompt) => () => void;
  /** Opens another prompt. */
  onAnother: (() => void) | undefined;
}

/** A prompt below the output of its commands. */
export default function Terminal({ server, number, attach, onAnother }: TerminalProps) {
  const { state } = useLabSnapshot();
  const { lines, running, run, remark, stop, clear, complete } = useCommands(server);
  const [line, setLine] = useState('');
  const [history, setHistory] = useState(emptyHistory);
  const [options, setOptions] = useState<readonly string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const help = useId();
  const ready = state.type === 'running';
  const place = number === 1 ? '' : `, prompt ${number}`;

  const enter = (text: string) => {
    if (!text.trim()) return;
    if (running) return remark('Something runs here already. Stop it with Ctrl-C, then try again.');
    setHistory((was) => remember(was, text));
    setOptions([]);
    setLine('');
    void run(text);
  };
  const isBusy = useEffectEvent(() => running);
  const type = useEffectEvent((text: string) => {
    input.current?.focus({ preventScroll: true });
    enter(text);
  });
  useEffect(() => attach({ busy: () => isBusy(), type: (text) => type(text) }), [attach]);

  const recallLine = (step: -1 | 1) => {
    const found = recall(history, step, line);
    setHistory(found.history);
    setLine(found.line);
  };
  const completeLine = async () => {
    const { from, options: found, text } = await complete(line);
    setOptions(found.length > 1 ? found : []);
    if (found.length > 0) setLine(line.slice(0, from) + text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, shiftKey } = event;
    const nothingSelected = String(getSelection()) === '';
    const handlers: Record<string, (() => void) | false> = {
      Enter: () => enter(line),
      ArrowUp: () => recallLine(-1),
      ArrowDown: () => recallLine(1),
      // An empty prompt lets the keyboard pass on.
      Tab: line !== '' && !shiftKey && (() => void completeLine()),
      c: ctrlKey && nothingSelected && (running ? stop : () => setLine('')),
      l: ctrlKey && clear,
    };
    const handle = handlers[key];
    if (!handle) return;
    event.preventDefault();
    handle();
  };

  return (
    <>
      <Output label={`What ${server} answered${place}`} lines={lines} />
      {options.length > 0 && <p className={styles.options}>{options.join('  ')}</p>}
      <div className={styles.prompt}>
        <span aria-hidden="true">{server}$ nats</span>
        <input
          ref={input}
          aria-label={`Command at ${server}${place}`}
          aria-describedby={help}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={line}
          placeholder={ready ? (lines.length ? '' : 'help') : 'The servers do not run.'}
          readOnly={running || !ready}
          onChange={(event) => setLine(event.target.value.replace(/^nats\s+/, ''))}
          onKeyDown={onKeyDown}
        />
        {running ? (
          <>
            <button type="button" className="button button--secondary button--sm" onClick={stop}>
              Stop (Ctrl-C)
            </button>
            {onAnother && (
              <button type="button" className={styles.clear} onClick={onAnother}>
                Another prompt
              </button>
            )}
          </>
        ) : (
          lines.length > 0 && (
            <button type="button" className={styles.clear} onClick={clear}>
              Clear
            </button>
          )
        )}
      </div>
      <p id={help} className={styles.hidden}>
        Enter runs the command, the arrow keys recall earlier ones, Tab completes, and Control C
        stops.
      </p>
    </>
  );
}
