import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { trainerSubject } from '../../src/class/subjects.ts';
import { holdClass } from '../../tests/support/held-class.ts';
import { patience } from '../../tests/support/pass.ts';
import { askAt, secretOf } from '../../tests/support/running-class.ts';

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test(
  'a class whose command is killed takes its hub along, and goes on with all that it had',
  { timeout: 180_000 },
  async () => {
    const before = await holdClass({ name: 'Killed' });
    const { clients, folder } = before;
    const ada = await clients.attend('Ada');
    const tess = await clients.join('trainer', secretOf(before.trainers), 'Tess');
    const [seat, trainer] = [await clients.connect(ada), await clients.connect(tess)];
    const place = { page: '/labs/join-a-leaf' };
    expect(await askAt(trainer, trainerSubject(tess.id, 'place'), place)).toEqual({ done: null });
    for (let n = 1; n <= 20; n++)
      expect(await askAt(seat, `class.seat.${ada.id}.event.w-${n}`, { n })).toHaveProperty(
        'seq',
        n,
      );
    const foldersOfRuns = () => readdirSync(folder).filter((name) => name.startsWith('running'));
    const [first] = foldersOfRuns();
    // As a machine that went down leaves it.
    mkdirSync(path.join(folder, 'running-earlier'));
    before.child.kill('SIGKILL');
    await once(before.child, 'exit');
    await clients.leave();
    // The ports of a hub that is left would be taken.
    await expect.poll(() => runs(before.hub), { timeout: patience }).toBe(false);
    const after = await holdClass({ resume: folder, parent: path.dirname(folder) });
    // The watchdog of the first run may remove the folder of that one only now.
    expect(foldersOfRuns()).toEqual([expect.not.stringMatching(`^(${first}|running-earlier)$`)]);
    expect(after.attendees).toBe(before.attendees);
    expect(after.trainers).toBe(before.trainers);
    const again = after.clients;
    const [back, driver] = [await again.connect(ada), await again.connect(tess)];
    expect(await askAt(back, `class.seat.${ada.id}.hello`)).toMatchObject({
      class: 'Killed',
      pushed: { 'all.place': place },
    });
    const read = { stream: 'events', after: 0 };
    const { done } = (await askAt(driver, trainerSubject(tess.id, 'read'), read)) as {
      done: { messages: { seq: number }[] };
    };
    expect(done.messages.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
    expect(await askAt(driver, trainerSubject(tess.id, 'pause'), { paused: true })).toEqual({
      done: null,
    });
    // A newcomer has a seat of its own.
    expect((await again.attend('Bob')).id).not.toBe(ada.id);
  },
);
