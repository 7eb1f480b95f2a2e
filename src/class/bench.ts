import { randomToken } from '../lab/random-token.ts';
import { pushSubject, seatSubject } from './subjects.ts';

/**
 * The subjects of a bench that a seat lends to trainers, below `class.push.seat.ID.` and `class.seat.ID.`. TAB is a page
 * of the seat, and the hub holds each trainer to their own id, TRAINER.
 *
 * | subject                       | by      | what                                                    |
 * | ----------------------------- | ------- | ------------------------------------------------------- |
 * | `bench.wish.TRAINER.ask`      | trainer | asks the attendee to lend it                            |
 * | `bench.who.TRAINER.ask`       | trainer | asks for `bench.here`                                   |
 * | `bench.here`                  | seat    | which tab lends a bench, and what trainers may do there |
 * | `bench.TAB.TRAINER.LINE`      | trainer | to that tab, by a line of a trainer's page              |
 * | `bench.lent.TAB.TRAINER.LINE` | seat    | from there                                              |
 */
export const benchWish = (seat: string, trainer: string): string =>
  pushSubject(seat, `bench.wish.${trainer}.ask`);
export const benchWho = (seat: string, trainer: string): string =>
  pushSubject(seat, `bench.who.${trainer}.ask`);
export const benchHere = (seat: string): string => seatSubject(seat, 'bench.here');

/** Where the lines to the bench of a tab are heard; each is two tokens longer. */
export const benchHeard = (seat: string, tab: string): string => pushSubject(seat, `bench.${tab}`);

/** Where a line is answered, and the trainer who has opened it. */
export function benchAnswer(seat: string, subject: string): { answer: string; peer: string } {
  const [tab, peer, line] = subject.split('.').slice(-3);
  return { answer: seatSubject(seat, `bench.lent.${tab}.${peer}.${line}`), peer: peer! };
}

/** The subjects of a line that a trainer opens. A trainer may have several pages, so its name is random. */
export function benchLine(
  seat: string,
  tab: string,
  trainer: string,
): { send: string; receive: string } {
  const name = `${tab}.${trainer}.${randomToken()}`;
  return {
    send: pushSubject(seat, `bench.${name}`),
    receive: seatSubject(seat, `bench.lent.${name}`),
  };
}

/**
 * Where a trainer shows a lab to all, and where a seat asks for all that there is of it. SHOW names the showing.
 *
 * | subject                                 | by      |
 * | --------------------------------------- | ------- |
 * | `class.push.all.bench.SHOW.TRAINER.lab` | trainer |
 * | `class.seat.ID.bench.look.SHOW`         | seat    |
 */
export const benchShown = (show: string, trainer: string): string =>
  pushSubject('all', `bench.${show}.${trainer}.lab`);
export const benchLook = (seat: string, show: string): string =>
  seatSubject(seat, `bench.look.${show}`);
