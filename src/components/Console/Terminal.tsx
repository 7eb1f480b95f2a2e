import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { emptyHistory, recall, remember } from '../../console/history.ts';
import { useLabSnapshot } from '../Lab/context.ts';
import styles from './Console.module.css';
import { useCommands } from './useCommands.ts';
import { useTyped } from './useTyped.ts';

/** The prompt and what its commands have printed. */
export default function Terminal(props: { server: string; onTyped?: (() => void) | undefined }) {
  const { server, onTyped } = props;
  const { state } = useLabSnapshot();
  const { lines, running, run, remark, stop, clear, complete } = useCommands(server);
  const [line, setLine] = useState('');
  const [history, setHistory] = useState(emptyHistory);
  const [options, setOptions] = useState<readonly string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const output = useRef<HTMLPreElement>(null);
  const help = useId();
  const ready = state.type === 'running';

  const enter = (text: string) => {
    if (!text.trim()) return;
    if (running) return remark('Something runs here already. Stop it with Ctrl-C, then try again.');
    setHistory((was) => remember(was, text));
    setOptions([]);
    setLine('');
    void run(text);
  };
  useTyped(server, (text) => {
    onTyped?.();
    input.current?.focus({ preventScroll: true });
    enter(text);
  });
  useEffect(() => {
    if (output.current) output.current.scrollTop = output.current.scrollHeight;
  }, [lines]);

  const recallLine = (step: -1 | 1) => {
    const found = recall(history, step, line);
    setHistory(found.history);
    setLine(found.line);
  };
  const completeLine = async () => {
    const { from, options: found } = await complete(line);
    const typed = line.slice(from);
    const shared = found.length === 1 ? `${found[0]!} ` : commonStart(found);
    setOptions(found.length > 1 ? found : []);
    if (shared.length > typed.length) setLine(line.slice(0, from) + shared);
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
      <pre
        ref={output}
        role="log"
        tabIndex={0}
        aria-label={`What ${server} answered`}
        className={styles.output}
      >
        {lines.map(({ id, kind, text }) => (
          <span key={id} data-kind={kind}>
            {text + '\n'}
          </span>
        ))}
      </pre>
      {options.length > 0 && <p className={styles.options}>{options.join('  ')}</p>}
      <div className={styles.prompt}>
        <span aria-hidden="true">{server}$ nats</span>
        <input
          ref={input}
          aria-label={`Command at ${server}`}
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
          <button type="button" className="button button--secondary button--sm" onClick={stop}>
            Stop (Ctrl-C)
          </button>
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

/** What all of them begin with. */
function commonStart(words: readonly string[]): string {
  const [first = '', ...others] = words;
  let length = first.length;
  while (!others.every((word) => word.startsWith(first.slice(0, length)))) length--;
  return first.slice(0, length);
}
