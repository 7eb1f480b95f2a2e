import { useState } from 'react';
import type { StreamView } from '../../lab/monitoring/places.ts';
import MessageTable from './MessageTable.tsx';
import { excerptForms, type ExcerptForm } from '../shared/payload-text.ts';
import styles from './Streams.module.css';
import { useMessages } from './useMessages.ts';

/** The messages of a stream, the newest first, a page at a time. */
export default function Messages(props: { stream: StreamView; domain: string | undefined }) {
  const { stream, domain } = props;
  const { attempt, page, read } = useMessages(stream, domain);
  const [subject, setSubject] = useState('');
  const [upTo, setUpTo] = useState('');
  const [form, setForm] = useState<ExcerptForm>('automatic');
  const working = attempt.type === 'working';
  const oldest = page?.messages.at(-1)?.seq;
  return (
    <form
      className={styles.messages}
      aria-label={`Messages of ${stream.label}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!working) read({ subject, upTo });
      }}
    >
      <div className={styles.controls}>
        <label>
          Subject
          <input
            value={subject}
            placeholder=">"
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => setSubject(event.target.value)}
          />
        </label>
        <label>
          Up to sequence
          <input
            type="number"
            min="1"
            value={upTo}
            placeholder="newest"
            onChange={(event) => setUpTo(event.target.value)}
          />
        </label>
        <label>
          Payload as
          <select value={form} onChange={(event) => setForm(event.target.value as ExcerptForm)}>
            {excerptForms.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <button type="submit" className="button button--secondary button--sm">
          {working ? 'Reading…' : 'Read messages'}
        </button>
      </div>
      <p role="status" className={attempt.type === 'failed' ? styles.refused : styles.note}>
        {attempt.type === 'failed' && attempt.why}
        {attempt.type === 'done' && page && words(page.messages.length)}
      </p>
      {page && page.messages.length > 0 && (
        <div className={styles.read} role="region" aria-label="Messages" tabIndex={0}>
          <MessageTable messages={page.messages} form={form} />
        </div>
      )}
      {page?.more && oldest !== undefined && (
        <button
          type="button"
          className="button button--secondary button--sm"
          onClick={() => {
            setUpTo(String(oldest - 1));
            if (!working) read({ subject, upTo: String(oldest - 1) });
          }}
        >
          Older messages
        </button>
      )}
    </form>
  );
}

const words = (count: number) =>
  count === 0
    ? 'No such message. Leave both fields empty to read the newest.'
    : count === 1
      ? 'One message.'
      : `${count} messages, the newest first.`;
