import { useEffect, useEffectEvent, useId, type KeyboardEvent } from 'react';
import { remember, type History } from '../../console/history.ts';
import type { Store } from '../../lab/session/store.ts';
import { useLabSnapshot } from '../Lab/context.ts';
import styles from './Console.module.css';
import { controlled, nothingSelected, writes } from './keys.ts';
import Output from './Output.tsx';
import { useCommands } from './useCommands.ts';
import { usePrompt } from './usePrompt.ts';

/** A prompt, as the rest of the page uses it. */
export interface Prompt {
  busy: () => boolean;
  /**
   * Takes the keyboard, and runs lines as if the reader had typed them.
   * @param near whether the reader is at the console, so that the page may scroll to this prompt
   */
  type: (script: string, near: boolean) => void;
  /** Shows a line that runs elsewhere, and then its output. */
  show: (line: string, printed: Promise<string>) => void;
}

interface TerminalProps {
  server: string;
  /** From 1, among those at that server. */
  number: number;
  /** The lines that were run at that server. */
  history: Store<History>;
  /** Called when the prompt is mounted; the function that it returns is called when it goes. */
  attach: (number: number, prompt: Prompt) => () => void;
  /** Runs lines at another prompt. */
  onElsewhere: (script: string) => void;
  /** Opens another prompt. Absent if there is one below. */
  onAnother: (() => void) | undefined;
  /** Closes this prompt. Absent for the only one. */
  onClose: (() => void) | undefined;
}

/** A prompt below the output of its commands. */
export default function Terminal(props: TerminalProps) {
  const { server, number, history, attach, onElsewhere, onAnother, onClose } = props;
  const { state } = useLabSnapshot();
  const ready = state.type === 'running';
  const exit = () => {
    onClose?.();
    return onClose ? undefined : 'This console is open for as long as its page. Ctrl-L clears it.';
  };
  const commands = useCommands(server, { history, exit });
  const { lines, running, stop, clear } = commands;
  const prompt = usePrompt({ commands, history, onElsewhere });
  const { input, search, above } = prompt;
  const help = useId();
  const place = number === 1 ? '' : `, prompt ${number}`;

  const isBusy = useEffectEvent(() => running);
  const type = useEffectEvent((script: string, near: boolean) => {
    input.current?.focus({ preventScroll: !near });
    prompt.runScript(script);
  });
  const show = useEffectEvent((line: string, printed: Promise<string>) => {
    history.update((was) => remember(was, line));
    commands.show(line, printed);
  });
  useEffect(
    () =>
      attach(number, {
        busy: () => isBusy(),
        type: (script, near) => type(script, near),
        show: (line, printed) => show(line, printed),
      }),
    [attach, number],
  );

  const onOutputKey = (event: KeyboardEvent) => {
    if (controlled(event) === 'c' && nothingSelected()) {
      event.preventDefault();
      prompt.interrupt();
    } else if (ready && writes(event)) {
      // The browser writes the key where the focus then is.
      input.current?.focus({ preventScroll: true });
    }
  };
  return (
    <>
      <Output label={`What ${server} answered${place}`} lines={lines} onKeyDown={onOutputKey} />
      <p role="status" className={styles.options}>
        {search.on ? search.found : prompt.options.join('  ')}
      </p>
      {above && (
        <pre className={styles.above} tabIndex={0}>
          {above.trimEnd()}
        </pre>
      )}
      <div className={styles.prompt}>
        <span aria-hidden="true">{search.on ? search.label : above ? '>' : `${server}$ nats`}</span>
        <input
          ref={input}
          aria-label={`${search.on ? 'Search the commands run' : 'Command'} at ${server}${place}`}
          aria-describedby={help}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={search.on ? search.text : prompt.text}
          placeholder={
            !ready
              ? 'The servers do not run.'
              : above
                ? 'The command goes on here. Ctrl-C drops it.'
                : lines.length === 0
                  ? 'A command, such as help'
                  : ''
          }
          readOnly={!ready}
          onChange={({ target }) => prompt.onWritten(target)}
          onKeyDown={prompt.onKey}
          onPaste={(event) => ready && prompt.paste(event)}
        />
        {running && (
          <button type="button" className="button button--secondary button--sm" onClick={stop}>
            Stop (Ctrl-C)
          </button>
        )}
        {running && onAnother && <Quiet name="Another prompt" onClick={onAnother} />}
        {!running && lines.length > 0 && <Quiet name="Clear" onClick={clear} />}
        {!running && onClose && <Quiet name="Close" onClick={onClose} />}
      </div>
      <p id={help} className="only-heard">
        Enter runs the command; while another runs here, at another prompt. The arrow keys recall
        earlier ones, Control R searches them, Tab completes, and Control C stops.
      </p>
    </>
  );
}

function Quiet({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button type="button" className={styles.clear} onClick={onClick}>
      {name}
    </button>
  );
}
