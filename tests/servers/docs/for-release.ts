import { fieldsOf } from '../../../plugins/messages/fields.ts';
import { isOn, releaseWords, type Releases } from '../../../src/config-keys/since.ts';
import { release } from '../../support/native-server.ts';

/** Whether something that names releases is so on that of this run. */
export const isHere = (releases: Releases): boolean => isOn(releases, release);

/** Why something is not so on the release of this run; undefined where it is. */
export const whyNotHere = ({ since, before }: Releases): string | undefined =>
  isHere({ since, before }) ? undefined : `${releaseWords({ since, before })}: not on ${release}`;

/** Whether a place of a page is for the release of this run, by its front matter and the components around. */
export function isHereAt(source: string, place: number): boolean {
  const around: Releases[] = [fieldsOf(source)];
  const tags = source.slice(0, place).matchAll(/<(\/?)(?:Lab|Step|Release)\b([^>]*)>/g);
  for (const [, end, attributes = ''] of tags) {
    const named = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
    if (end) around.pop();
    else around.push({ since: named('since'), before: named('before') });
  }
  return around.every(isHere);
}
