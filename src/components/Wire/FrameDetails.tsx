import { headersOf, type WireEvent } from '../../lab/wire/event.ts';
import Payload from './Payload.tsx';
import styles from './Wire.module.css';

/** One frame in full: its control line, its headers, and as much of its payload as is kept. */
export default function FrameDetails({ event }: { event: WireEvent }) {
  const { status, values } = headersOf(event);
  const { payload, payloadSize, headers, headerSize, reason } = event;
  const cut = headerSize - (headers?.length ?? 0);
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
      {cut > 0 && <Item name="More headers">{cut} bytes, not kept</Item>}
      {payload && payloadSize > 0 && (
        <div>
          <dt>Payload, {payloadSize} bytes</dt>
          <dd>
            <Payload payload={payload} payloadSize={payloadSize} />
          </dd>
        </div>
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
