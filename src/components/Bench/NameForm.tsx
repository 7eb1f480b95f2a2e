import { useId, useState } from 'react';
import Press from '../Press/Press.tsx';
import { nameFault } from './file-names.ts';
import styles from './Files.module.css';

interface Props {
  /** The name of what it does, such as “Add”. */
  does: string;
  name: string;
  /** The names that other files have. */
  others: readonly string[];
  onName: (name: string) => void;
  onCancel: () => void;
}

/** Asks for the name of a file. */
export default function NameForm({ does, name: first, others, onName, onCancel }: Props) {
  const [name, setName] = useState(first);
  const [fault, setFault] = useState<string>();
  const id = useId();
  const submit = () => {
    const wanted = name.trim();
    const found = nameFault(wanted, others);
    setFault(found);
    if (found === undefined) onName(wanted);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onCancel();
      }}
    >
      <label htmlFor={id}>Name of the file</label>
      <input
        id={id}
        value={name}
        autoFocus
        spellCheck={false}
        autoCapitalize="off"
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
        onFocus={({ target }) => target.setSelectionRange(0, target.value.lastIndexOf('.'))}
        onChange={({ target }) => setName(target.value)}
      />
      <Press name={does} small look="primary" onPress={submit} />
      <Press name="Cancel" small onPress={onCancel} />
      <p id={`${id}-fault`} role="alert" className={styles.fault}>
        {fault}
      </p>
    </form>
  );
}
