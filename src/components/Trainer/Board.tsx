import { startTransition, useCallback, useEffect, useMemo, useState } from 'react';
import { presentSeats, type SeatNow } from '../../class/room.ts';
import Press from '../Press/Press.tsx';
import Tabs from '../Tabs/Tabs.tsx';
import After from './After.tsx';
import styles from './Board.module.css';
import ClassMap from './ClassMap.tsx';
import { TrainerContext, useView, type TrainerTools } from './context.ts';
import Door from './Door.tsx';
import Header from './Header.tsx';
import Lead from './Lead.tsx';
import { forgetTrainer, type KeptTrainer } from './kept-trainer.ts';
import Progress from './Progress.tsx';
import Readiness from './Readiness.tsx';
import Roster from './Roster.tsx';
import { TrainerClient } from './trainer-client.ts';
import ViewProvider from './ViewProvider.tsx';

/** All of a trainer's page, once the browser has a trainer's place. */
export default function Board({ trainer }: { trainer: KeptTrainer }) {
  const [client, setClient] = useState<TrainerClient>();
  useEffect(() => {
    const opened = new TrainerClient(trainer);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it is a connection, opened and closed with the page
    setClient(opened);
    return () => opened.close();
  }, [trainer]);
  if (!client) return null;
  return (
    <ViewProvider client={client}>
      <Class client={client} />
    </ViewProvider>
  );
}

function Class({ client }: { client: TrainerClient }) {
  const { link, room } = useView();
  const [nameless, setNameless] = useState(false);
  /** Whether a small screen shows what the class is led with. */
  const [leading, setLeading] = useState(false);
  const show = useCallback((next: boolean) => startTransition(() => setNameless(next)), []);
  const drives = room.trainers?.driver === client.id;
  const seats = useMemo(() => presentSeats(room), [room]);
  const twice = namesakes(seats);
  const tools = useMemo<TrainerTools>(
    () => ({
      client,
      drives,
      nameless,
      nameOf: ({ id, seat }: SeatNow) => {
        const number = id.replace(/^seat-/, '');
        if (nameless || !seat) return `Seat ${number}`;
        return twice.includes(`\n${seat.name}\n`) ? `${seat.name} (${number})` : seat.name;
      },
    }),
    [client, drives, nameless, twice],
  );
  if (link === 'refused')
    return (
      <div className="container margin-vert--lg" role="alert">
        <h1>Lead a class</h1>
        <p>
          The class takes this trainer’s place no more: it was made again, or the place was taken
          back. Open the trainer’s link of the command that runs now.
        </p>
        <Press
          name="Forget this place"
          onPress={() => {
            forgetTrainer(client.kept.class.id);
            window.location.reload();
          }}
        />
      </div>
    );
  return (
    <TrainerContext value={tools}>
      <div className={styles.board}>
        <Header seats={seats} onNameless={show} />
        <div className={styles.columns}>
          <aside
            className={styles.aside}
            aria-label="Lead the class"
            data-open={leading || undefined}
          >
            <div className={styles.toggle}>
              <Press
                name={leading ? 'Less' : 'Lead the class'}
                expanded={leading}
                onPress={() => setLeading(!leading)}
              />
            </div>
            <div className={styles.tools}>
              <Lead seats={seats} />
            </div>
          </aside>
          <div className={styles.views}>
            <Tabs
              label="Views of the class"
              tabs={[
                { name: 'People', content: <Roster seats={seats} /> },
                { name: 'Progress', content: <Progress seats={seats} /> },
                { name: 'Map', content: <ClassMap seats={seats} /> },
                { name: 'Door', content: <Door /> },
                { name: 'Ready', content: <Readiness seats={seats} /> },
                { name: 'After', content: <After seats={seats} /> },
              ]}
            />
          </div>
        </div>
      </div>
    </TrainerContext>
  );
}

/** The names that several seats have, each between line ends: as text, so that it is the same while they are. */
function namesakes(seats: readonly SeatNow[]): string {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { seat } of seats) {
    if (!seat) continue;
    (seen.has(seat.name) ? twice : seen).add(seat.name);
  }
  return [...twice].map((name) => `\n${name}\n`).join('');
}
