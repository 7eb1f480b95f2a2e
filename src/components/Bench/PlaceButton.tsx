import type { Place } from '../../lab/derive/given.ts';
import Press from '../Press/Press.tsx';
import { useDesk, useDraft } from './desk-context.ts';

/** A place in a file, to be gone to. */
export default function PlaceButton({ path, line }: { path: string; line?: number | undefined }) {
  const desk = useDesk();
  const { files } = useDraft().state;
  const name = line === undefined ? path : `${path}:${line}`;
  if (!files.some((file) => file.path === path)) return <code>{name}</code>;
  const place: Place = { path, line: line ?? 1 };
  return <Press name={name} look="quiet" onPress={() => desk.shownPlace.set(place)} />;
}
