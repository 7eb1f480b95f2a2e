import * as v from 'valibot';
import { expect, test } from 'vitest';
import { examine } from '../src/doctor/examine.ts';
import { sarifOf } from '../src/doctor/report.ts';
import { rules } from '../src/doctor/rules/index.ts';
import { derive } from '../src/lab/derive/derive.ts';

const message = v.strictObject({ text: v.pipe(v.string(), v.minLength(1)) });
const level = v.picklist(['none', 'note', 'warning', 'error']);
/** RFC 3986 has no spaces, backslashes, braces or brackets of its own in a path. */
const uriReference = v.pipe(v.string(), v.regex(/^(?!\/)[\w\-.~%/!$&'()*+,;=:@]+$/));

/** The properties of SARIF 2.1.0 that are used here, as its schema has them, and none beside them. */
const sarif = v.strictObject({
  $schema: v.pipe(v.string(), v.url()),
  version: v.literal('2.1.0'),
  runs: v.array(
    v.strictObject({
      tool: v.strictObject({
        driver: v.strictObject({
          name: v.string(),
          version: v.string(),
          informationUri: v.optional(v.pipe(v.string(), v.url())),
          rules: v.array(
            v.strictObject({
              id: v.string(),
              shortDescription: v.optional(message),
              helpUri: v.optional(v.pipe(v.string(), v.url())),
              defaultConfiguration: v.optional(v.strictObject({ level })),
            }),
          ),
        }),
      }),
      columnKind: v.picklist(['utf16CodeUnits', 'unicodeCodePoints']),
      results: v.array(
        v.strictObject({
          ruleId: v.string(),
          ruleIndex: v.pipe(v.number(), v.integer(), v.minValue(0)),
          level,
          message,
          locations: v.array(
            v.strictObject({
              physicalLocation: v.strictObject({
                artifactLocation: v.strictObject({ uri: uriReference }),
                region: v.strictObject({
                  startLine: v.pipe(v.number(), v.integer(), v.minValue(1)),
                }),
              }),
            }),
          ),
        }),
      ),
    }),
  ),
});

const findings = examine(
  derive('own', [
    { path: 'site a/hub.conf', text: 'server_name: hub\nleafnodes { port: 7422 }\njetstream: on' },
    {
      path: 'site a\\leaf [1].conf',
      text: 'server_name: leaf\nleafnodes {\nremotes: [ { account: A, url: "nats-leaf://u:p@hub:4222" } ] }',
    },
  ]),
);
const options = { rules, version: '1.0.0' };

test('findings are SARIF of which each result names its rule and its line', () => {
  const log = sarifOf(findings, { ...options, address: (page) => `https://example.org${page}` });
  expect(v.parse(sarif, log)).toEqual(log);
  const [run] = log.runs;
  for (const { ruleId, ruleIndex } of run.results)
    expect(run.tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
  const places = run.results.map(({ ruleId, level, locations: [at] }) => {
    const { artifactLocation, region } = at!.physicalLocation;
    return `${level} ${ruleId} ${artifactLocation.uri}:${region.startLine}`;
  });
  expect(places).toEqual(
    expect.arrayContaining([
      'warning store-dir-temporary site%20a/hub.conf:3',
      'error wrong-port site%20a/leaf%20%5B1%5D.conf:3',
      'error local-account-missing site%20a/leaf%20%5B1%5D.conf:3',
    ]),
  );
  const { helpUri } = run.tool.driver.rules.find(({ id }) => id === 'wrong-port')!;
  expect(helpUri).toBe(
    'https://example.org/troubleshooting/messages/attempted-to-connect-to-wrong-port',
  );
});

test('where the address of the site is not known, none is told', () => {
  const log = sarifOf(findings, { ...options, address: (page) => page });
  expect(v.parse(sarif, log)).toEqual(log);
  expect(log.runs[0].tool.driver.rules.some(({ helpUri }) => helpUri)).toBe(false);
});
