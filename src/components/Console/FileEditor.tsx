import { useState, type SyntheticEvent } from 'react';
import { jsonProblem } from '../../console/json-problem.ts';
import { Problem } from '../../console/problem.ts';
import { quoted } from '../../console/typed-word.ts';
import styles from './Files.module.css';
import { leadsElsewhere, pathOf } from './page-files.ts';

interface FileEditorProps {
  /** Absent for a new file. */
  path: string | undefined;
  text: string;
  isTaken: (path: string) => boolean;
  onSave: (path: string, text: string) => void;
  onClose: () => void;
}

/** A file of the page as text, to be changed and saved there. */
export default function FileEditor({ onSave, onClose, isTaken, ...opened }: FileEditorProps) {
  const [path, setPath] = useState(opened.path);
  const [name, setName] = useState('');
  const [text, setText] = useState(opened.text);
  const [saved, setSaved] = useState(opened.text);
  const [told, setTold] = useState('');
  /** A name that is taken, and is to be used on a second press. */
  const [asked, setAsked] = useState<string>();
  const changed = text !== saved || (path === undefined && name !== '');

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const to = path ?? pathOf(name);
    if (to === '') return setTold('Give the file a name, such as ORDERS.json.');
    if (leadsElsewhere(to)) return setTold('A name goes through no folder . or ..');
    if (path === undefined && isTaken(to) && asked !== to) {
      setAsked(to);
      return setTold(`There is a file ${to} already. Save again to replace it.`);
    }
    onSave(to, text);
    setPath(to);
    setSaved(text);
    setTold(savedWords(to, text));
  };
  return (
    <form className={styles.editor} aria-label={path ?? 'New file'} onSubmit={save}>
      {path === undefined && (
        <label>
          Name
          <input
            autoFocus
            autoCapitalize="off"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            value={name}
            placeholder="ORDERS.json"
            onChange={({ target }) => {
              setName(target.value);
              setAsked(undefined);
              setTold('');
            }}
          />
        </label>
      )}
      <label>
        {path === undefined ? 'Text' : `Text of ${path}`}
        <textarea
          rows={12}
          autoFocus={opened.path !== undefined}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setTold('');
          }}
        />
      </label>
      <p role="status" className={styles.told}>
        {told}
      </p>
      <div className={styles.actions}>
        <button type="submit" className="button button--secondary button--sm">
          Save
        </button>
        <button type="button" className="button button--secondary button--sm" onClick={onClose}>
          {changed ? 'Close without saving' : 'Close'}
        </button>
      </div>
    </form>
  );
}

/** Says that a file is saved; of JSON with a mistake also where that is. */
function savedWords(path: string, text: string): string {
  const fault = path.endsWith('.json') ? faultIn(text) : undefined;
  if (!fault)
    return `Saved. A command reads it with --config ${quoted(path)}, if it has that flag.`;
  return `Saved, but it is not valid JSON: ${[fault.message, ...fault.help].join('. ')}`;
}

function faultIn(text: string): Problem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return jsonProblem(text);
  }
}
