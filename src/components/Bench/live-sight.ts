import type { SubjectReach } from '../../bench/reach-subjects.ts';
import type { LiveExamination } from '../../doctor/live/examine-live.ts';
import type { LabSession, LabSnapshot } from '../../lab/session/session.ts';
import { Store } from '../../lab/session/store.ts';

/** What servers were seen to do, when they were asked. */
export interface Sight {
  examination: LiveExamination;
  subjects: readonly SubjectReach[];
  /** In milliseconds since the Unix epoch. */
  at: number;
  /** Whether a server, a link or a configuration is another since. */
  isOld: boolean;
}

/** The last sight of the servers of a bench: it goes with them. */
export class LiveSight {
  readonly sight = new Store<Sight | undefined>(undefined);
  #mark = '';

  /** Follows the servers of a lab. Answers what ends that. */
  watch({ snapshot }: LabSession): () => void {
    this.sight.set(undefined);
    return snapshot.subscribe(() => {
      const sight = this.sight.get();
      if (!sight) return;
      const now = snapshot.get();
      if (now.state.type !== 'running') this.sight.set(undefined);
      else if (!sight.isOld && this.#mark !== markOf(now))
        this.sight.set({ ...sight, isOld: true });
    });
  }

  /** Asks the servers of a lab, and keeps what came of it. */
  async look(
    { snapshot }: LabSession,
    ask: () => Promise<Pick<Sight, 'examination' | 'subjects'>>,
  ): Promise<void> {
    const { run } = snapshot.get();
    const before = markOf(snapshot.get());
    const seen = await ask();
    const now = snapshot.get();
    if (now.run !== run || now.state.type !== 'running') return;
    this.#mark = before;
    this.sight.set({ ...seen, at: Date.now(), isOld: markOf(now) !== before });
  }
}

/** What the answers of servers depend on. */
const markOf = ({ servers, links, configs }: LabSnapshot): string =>
  JSON.stringify([Object.values(servers).map(({ type }) => type), links, configs]);
