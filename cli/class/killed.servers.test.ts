import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { trainerSubject } from '../../src/class/subjects.ts';
import { patience } from '../../tests/support/pass.ts';
import { askAt, classOptions, clientsOf, secretOf } from '../../tests/support/running-class.ts';

interface Told {
  attendees: string;
  trainers: string;
  folder: string;
  hub: number;
}

const script = fileURLToPath(new URL('../../tests/support/hold-class.mjs', import.meta.url));

/** Runs a class in a process of its own. */
async function hold(options: object): Promise<Told & { child: ChildProcess }> {
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, 'exit');
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, ...(JSON.parse(line) as Told) };
}

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test(
  'a class whose command is killed takes its hub along, and goes on with all that it had',
  { timeout: 90_000 },
  async () => {
    const parent = await mkdtemp(path.join(tmpdir(), 'leafwise-class-'));
    onTestFinished(() => rm(parent, { recursive: true, force: true }));
    const before = await hold(await classOptions(parent, { name: 'Killed' }));
    const clients = await clientsOf(before);
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
    before.child.kill('SIGKILL');
    await once(before.child, 'exit');
    await clients.leave();
    // The ports of a hub that is left would be taken.
    await expect.poll(() => runs(before.hub), { timeout: patience }).toBe(false);
    const after = await hold(await classOptions(parent, { name: 'Killed', resume: before.folder }));
    expect(after.attendees).toBe(before.attendees);
    expect(after.trainers).toBe(before.trainers);
    const again = await clientsOf(after);
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
    await again.leave();
  },
);
