import { headersOf, type WireEvent } from '../../lab/wire/event.ts';
import styles from './Traffic.module.css';

const utf8 = new TextDecoder();

/** One frame in full: its control line, its headers, and as much of its payload as is kept. */
export default function FrameDetails({ event }: { event: WireEvent }) {
  const { status, values } = headersOf(event);
  const { payload, payloadSize, reason } = event;
  return (
    <dl className={styles.details}>
      <Item name="Line">{event.line}</Item>
      {reason && <Item name="Not readable">{reason}</Item>}
      {event.reply && <Item name="Reply to">{event.reply}</Item>}
      {status && <Item name="Status">{status}</Item>}
      {values.map(([name, value], i) => (
        <Item key={i} name={name}>
          {value}
        </Item>
      ))}
      {payload && payloadSize > 0 && (
        <Item name={`Payload, ${payloadSize} bytes`}>
          {utf8.decode(payload)}
          {payload.length < payloadSize && ' …'}
        </Item>
      )}
    </dl>
  );
}

function Item({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>{children}</code>
      </dd>
    </div>
  );
}
