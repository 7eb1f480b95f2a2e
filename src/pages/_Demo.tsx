import Link from '@docusaurus/Link';
import { useId, useRef, type ReactNode } from 'react';
import BeforeStart from '../components/Lab/BeforeStart.tsx';
import { useLab, useLabSnapshot } from '../components/Lab/context.ts';
import LabControls from '../components/Lab/LabControls.tsx';
import { useUnsupported } from '../components/Lab/unsupported.ts';
import { useFirstStart, type FirstStart } from '../components/Lab/useFirstStart.ts';
import Press from '../components/Press/Press.tsx';
import { useAttempt } from '../components/shared/useAttempt.ts';
import { useRunState } from '../components/shared/useRunState.ts';
import { explainError } from '../nats/nats-errors.ts';
import { createStream, whenWanted } from './_demo-nats.ts';
import styles from './index.module.css';

const link = 'leaf-hub';
const wanted = 'orders.>';

interface Orders {
  sent: number;
  arrived: number;
  /** The text of the last one, as the subscriber at the hub received it. */
  last: string;
  /** Whether the leaf’s domain has a stream of them, which the hub mirrors. */
  mirrored: boolean;
}

const none: Orders = { sent: 0, arrived: 0, last: '', mirrored: false };

/** Orders from the leaf to the hub: with the link, without it, and from domain to domain. `children` is their map. */
export function Demo({ guide, children }: { guide: string; children: ReactNode }) {
  const { connect, session } = useLab();
  const { state, links, run } = useLabSnapshot();
  const [orders, update] = useRunState(none);
  const { attempt, start } = useAttempt(explainError);
  const listening = useRef<number>(undefined);
  const unsupported = useUnsupported();
  const order = useRef<HTMLInputElement>(null);
  const running = state.type === 'running';
  const isCut = links[link]?.type === 'cut';
  const isUp = links[link]?.type === 'up';

  const send = async () => {
    const hub = await connect('hub');
    if (listening.current !== run) {
      const crossed = whenWanted(session, link, wanted);
      hub.subscribe(wanted, {
        callback: (_, message) =>
          update((was) => ({ ...was, arrived: was.arrived + 1, last: message.string() })),
      });
      await hub.flush();
      await crossed;
      listening.current = run;
    }
    const leaf = await connect('leaf');
    leaf.publish('orders.new', order.current?.value ?? '');
    await leaf.flush();
    update((was) => ({ ...was, sent: was.sent + 1 }));
  };
  const mirror = async () => {
    const hub = await connect('hub');
    await createStream(hub, '$JS.leaf.API', { name: 'ORDERS', subjects: [wanted] });
    const origin = { name: 'ORDERS', external: { api: '$JS.leaf.API', deliver: '' } };
    await createStream(hub, '$JS.API', { name: 'ORDERS_COPY', mirror: origin });
    update((was) => ({ ...was, mirrored: true }));
  };
  const first = useFirstStart(() => start(send));

  const next = nextAfter(orders, isCut);
  const common = { running, busy: attempt.type === 'working', start };
  return (
    <>
      <section aria-labelledby="send" className={styles.send}>
        <h2 id="send">Send a message from the leaf to the hub</h2>
        <Order
          field={order}
          first={first}
          busy={common.busy}
          isNext={!running || next === 'send'}
          told={attempt.type === 'failed' ? attempt.why : told(orders, isCut)}
        />
      </section>
      {children}
      <section aria-labelledby="then" className={styles.then}>
        <h2 id="then">Then break it</h2>
        <ol>
          <li>
            <Try
              {...common}
              name="Cut the link"
              act={() => session.host.cutLink(link, 'refused')}
              isNext={next === 'cut'}
              off={isCut}
            />{' '}
            Send again.
          </li>
          <li>
            <Try
              {...common}
              name="Heal the link"
              act={() => session.host.healLink(link)}
              isNext={next === 'heal'}
              off={!isCut}
            />{' '}
            The leaf dials again, by itself.
          </li>
          <li>
            <Try
              {...common}
              name="Cross a domain"
              act={mirror}
              isNext={next === 'mirror'}
              off={!isUp || orders.mirrored}
            />{' '}
            {orders.mirrored
              ? 'The leaf stores orders in ORDERS now. While the link is cut, ORDERS_COPY at the hub waits; then it catches up.'
              : 'The hub creates a stream in the leaf’s domain, and mirrors it.'}
          </li>
        </ol>
        {orders.mirrored && (
          <p>
            {/* What the demo stored is not worth a question. */}
            <Link to={guide} onClick={() => session.stop()}>
              Continue with the first guide
            </Link>
          </p>
        )}
        {/* At rest, the button that sends says all that they would, unless this browser has no use for it. */}
        {(state.type !== 'idle' || unsupported) && <LabControls />}
      </section>
    </>
  );
}

/** The text of an order, and the button that sends it: the first press starts the servers. */
function Order(props: {
  field: React.RefObject<HTMLInputElement | null>;
  first: FirstStart;
  busy: boolean;
  isNext: boolean;
  /** How the orders have fared, once servers run. */
  told: string;
}) {
  const { field, first, busy, isNext, told } = props;
  const id = useId();
  const idle = first.idle || busy;
  return (
    <div data-page-only>
      <label htmlFor={id}>An order, on the subject orders.new</label>
      <div className={styles.order} data-starts={first.starts || undefined}>
        {/* No form: sent before the page is live, it would load the page anew. */}
        <input
          id={id}
          ref={field}
          type="text"
          autoComplete="off"
          maxLength={80}
          defaultValue="one oak table"
          onKeyDown={({ key, repeat }) => {
            if (key === 'Enter' && !repeat && !idle) first.press();
          }}
        />
        <Press
          name="Send"
          label="Send the order to the hub"
          look={isNext ? 'primary' : 'secondary'}
          idle={idle}
          onPress={first.press}
        />
      </div>
      <p className={styles.told} role="status">
        {first.words ? <BeforeStart first={first} /> : told}
      </p>
    </div>
  );
}

/** A button of the demo; before the servers run, its name. */
function Try(props: {
  running: boolean;
  busy: boolean;
  start: (act: () => Promise<void>) => void;
  name: string;
  act: () => Promise<void>;
  isNext: boolean;
  off?: boolean;
}) {
  const { running, busy, start, name, act, isNext, off } = props;
  if (!running) return <strong>{name}</strong>;
  return (
    <Press
      name={name}
      look={isNext ? 'primary' : 'secondary'}
      small
      idle={off || busy}
      onPress={() => start(act)}
    />
  );
}

/** The press that shows something that has not been seen yet. */
function nextAfter({ sent, arrived, mirrored }: Orders, isCut: boolean) {
  if (mirrored) return undefined;
  if (isCut) return sent > arrived ? 'heal' : 'send';
  if (sent === 0) return 'send';
  return sent > arrived ? 'mirror' : 'cut';
}

function told({ sent, arrived, last, mirrored }: Orders, isCut: boolean): string {
  const counts = `${sent} sent, ${arrived} arrived at the hub.`;
  if (sent === 0) return 'No order yet.';
  if (sent === arrived) return `${counts} The subscriber there has “${last}”.`;
  return isCut
    ? `${counts} Core NATS keeps no message for a server that is away.`
    : `${counts} ${mirrored ? 'ORDERS keeps those that are sent from now on.' : 'A stream would have kept the rest: cross a domain.'}`;
}
