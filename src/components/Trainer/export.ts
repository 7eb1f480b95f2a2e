import { stepsOf, type Lesson } from '../../class/lag.ts';
import type { Room, SeatNow } from '../../class/room.ts';

/** The seats of a class that are told of outside of it: those that were removed among them. */
const allSeats = (room: Room): SeatNow[] =>
  [...room.seats.values()]
    .filter(({ seat }) => seat)
    .sort((a, b) => a.seat!.joined - b.seat!.joined);

const iso = (time: number | undefined) => (time === undefined ? '' : new Date(time).toISOString());

const columns = [
  ...['seat', 'name', 'joined', 'removed', 'lab', 'started', 'step', 'title', 'done', 'minutes'],
  ...['hints', 'solution_shown', 'failing', 'feedback', 'feedback_text'],
];

/**
 * The class as a table: a row for each step of each lab that a seat has begun, and one for a seat that has begun none.
 * `minutes` are those from the start of the lab to the step. Times are by the clock of the attendee.
 */
export function csvOf(
  room: Room,
  lessons: ReadonlyMap<string, Lesson>,
  titleOf: (lab: string, step: string) => string,
): string {
  const rows = allSeats(room).flatMap(({ id, seat, labs, feedback }) => {
    const who = [id, seat!.name, iso(seat!.joined), iso(seat!.removed)];
    if (labs.size === 0) return [[...who, ...columns.slice(who.length).map(() => '')]];
    return [...labs.values()].flatMap((state) =>
      stepsOf(state, lessons.get(state.lab)?.steps).map((step) => {
        const said = feedback.get(`${state.lab}.${step.id}`);
        const took =
          step.done === undefined || state.started === undefined
            ? ''
            : ((step.done - state.started) / 60_000).toFixed(1);
        return [
          ...who,
          ...[state.lab, iso(state.started), step.id, titleOf(state.lab, step.id)],
          ...[iso(step.done), took],
          ...[String(step.hints), step.shown ? 'yes' : 'no', step.failing?.says ?? ''],
          ...[said?.clear ?? '', said?.text ?? ''],
        ];
      }),
    );
  });
  const lines = [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`);
  return byteOrderMark + lines.join('');
}

/** Tells Excel that a table is in UTF-8: without it letters beyond ASCII are wrong there. */
const byteOrderMark = '\uFEFF';

/** A cell. One that a spreadsheet would take for a formula begins with an apostrophe: attendees write some of them. */
const cell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** All that the class has told, without its secrets: no code, no link. */
export function jsonOf(room: Room, name: string, now: number): string {
  const seats = allSeats(room).map((seat) => ({
    ...seat.seat,
    labs: [...seat.labs.values()],
    events: [...seat.events].map(([key, event]) => ({ key, ...event })),
    questions: [...seat.questions].map(([n, question]) => ({
      n,
      ...question,
      stands: seat.stands.get(n),
    })),
    answers: Object.fromEntries(seat.answers),
    feedback: Object.fromEntries(seat.feedback),
    ready: seat.ready,
  }));
  return `${JSON.stringify({ class: name, exported: iso(now), seats }, undefined, 2)}\n`;
}

/** The name of a file of a class: letters and digits that every system takes. */
export const fileName = (name: string, now: number, ending: string): string =>
  `${
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .toLowerCase() || 'class'
  }-${iso(now).slice(0, 10)}.${ending}`;
