import { useId, useMemo, useState, type ComponentType } from 'react';
import CodeBlock from '@theme/CodeBlock';
import type { LineRange } from '../../lab/topology/lines-of-link.ts';
import { part } from '../../loading/part.ts';
import BeforeStart from '../Lab/BeforeStart.tsx';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { useFirstStart } from '../Lab/useFirstStart.ts';
import type { Loss } from '../Press/Ask.tsx';
import Action from './Action.tsx';
import styles from './Config.module.css';
import { useDraft } from './draft.ts';
import type { EditorProps } from './editor/Editor.tsx';
import type { LineMark } from './editor/line-marks.ts';
import Outcome from './Outcome.tsx';
import { faultsIn, takesRestart, type Fault } from './refusal.ts';
import { useApply } from './useApply.ts';
import { useOnDemand } from './useOnDemand.ts';
import { useShownLines } from './useShownLines.ts';
import Failure from '../shared/Failure.tsx';
import { fenced } from '../shared/fenced.ts';

const loadEditor = part(() => import('./editor/Editor.tsx'));
const loadKeys = part(() => import('./Keys.tsx'));

/** The configuration that a server runs, which the reader may change and apply. */
function Config({ server }: { server: string }) {
  const { session, name: lab } = useLab();
  const { configs, servers, state } = useLabSnapshot();
  const original = session.topology.servers.find(({ name }) => name === server)!.config;
  const applied = configs[server]!;
  const { topology } = session;
  const [draft, setDraft] = useDraft(lab, topology, server, original, applied);
  const [changes, setChanges] = useState(false);
  const editor = useOnDemand<ComponentType<EditorProps>>(loadEditor);
  const keys = useOnDemand<ComponentType<{ text: string }>>(loadKeys);
  const { attempt, apply, applyFirst, restart } = useApply(server);
  const id = useId();

  const { value: Editor } = editor;
  const { value: Keys } = keys;
  const text = draft ?? applied;
  const visible = Editor ? text : applied;
  const { link, lines: shown } = useShownLines(server, visible);
  const serverState = servers[server]!;
  const running = state.type === 'running';
  const first = useFirstStart((hasStarted) => (hasStarted ? applyFirst : apply)(text));
  const busy = first.idle || (running && attempt.type === 'working');
  const refused = attempt.type === 'failed' && serverState.type === 'running';
  const refusal =
    serverState.type === 'failed' ? serverState.reason : refused ? attempt.why : undefined;
  const marks = useMemo(() => (refusal ? faultsIn(refusal).map(markOf) : []), [refusal]);
  const goTo = useMemo(() => marks[0] && { line: marks[0].line, focus: false }, [marks]);

  return (
    <figure className={styles.config} aria-labelledby={id}>
      <figcaption>
        <code id={id}>{server}.conf</code>
        {text !== original && <span className={styles.changed}>changed</span>}
        {text !== applied && <span className={styles.changed}>not applied</span>}
        {link && shown.length > 0 && (
          <span className={styles.shown}>
            {linesWords(shown)} {link}
          </span>
        )}
      </figcaption>
      {Editor ? (
        <>
          <Editor
            text={text}
            onChange={setDraft}
            label={`Configuration of ${server}`}
            describedBy={`${id}-help`}
            compareWith={changes ? original : undefined}
            marks={marks}
            goTo={goTo}
            focus
            shown={shown}
          />
          <p id={`${id}-help`} className={styles.help} data-keyboard-only>
            F1 explains the key of a line. Tab indents; to leave the editor, press Escape, then Tab.
          </p>
        </>
      ) : (
        <CodeBlock
          language="nats"
          metastring={`{${shown.map(({ from, to }) => `${from}-${to}`).join()}}`}
        >
          {applied}
        </CodeBlock>
      )}
      <div className={styles.actions}>
        {Editor ? (
          <>
            <Action
              name={serverState.type === 'running' ? 'Apply configuration' : 'Start with it'}
              of={server}
              disabled={busy}
              starts={first.starts}
              onClick={first.press}
            />
            {refused && takesRestart(attempt.why) && (
              <Action name="Restart with it" of={server} onClick={() => restart(text)} />
            )}
            <Action
              name="Show changes"
              of={server}
              pressed={changes}
              onClick={() => setChanges(!changes)}
            />
            <Action name="Close" of={server} onClick={editor.close} />
          </>
        ) : (
          <Action name="Edit" of={server} focus={editor.closed} onClick={editor.open} />
        )}
        <Action
          name="Keys"
          of={server}
          expanded={Keys !== undefined}
          onClick={Keys ? keys.close : keys.open}
        />
        {Editor && (
          <div className={styles.apart}>
            <Action
              name="Back to the original"
              of={server}
              loss={editsLoss(server, text, original)}
              onClick={() => setDraft(original)}
            />
          </div>
        )}
        {Editor && (
          <span>
            <BeforeStart first={first} />
          </span>
        )}
      </div>
      {editor.failed !== undefined && (
        <Failure what="The editor" error={editor.failed} onRetry={editor.open} />
      )}
      {keys.failed !== undefined && (
        <Failure what="The list of keys" error={keys.failed} onRetry={keys.open} />
      )}
      <Outcome server={server} state={serverState} attempt={attempt} />
      {Keys && <Keys text={visible} />}
    </figure>
  );
}

const markOf = ({ line, message }: Fault): LineMark => ({
  line,
  severity: 'error',
  words: message,
});

/** The question before the reader's version of a configuration gives way to the original; none where they are the same. */
const editsLoss = (server: string, text: string, original: string): Loss => ({
  question: () => {
    const known = new Set(original.split('\n'));
    const own = text.split('\n').filter((line) => !known.has(line)).length;
    if (text === original) return undefined;
    const lines = own === 1 ? 'one line' : `${own} lines`;
    return `Give up your version of ${server}.conf? It has ${lines} that the original has not.`;
  },
  yes: 'Take the original',
  no: 'Keep mine',
});

/** Which lines they are, as the beginning of a sentence on what they make. */
function linesWords(lines: readonly LineRange[]): string {
  const ranges = lines.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`));
  const one = lines.length === 1 && lines[0]!.from === lines[0]!.to;
  return `${one ? 'line' : 'lines'} ${ranges.join(' and ')} ${one ? 'makes' : 'make'}`;
}

export default fenced('The configuration', Config);
