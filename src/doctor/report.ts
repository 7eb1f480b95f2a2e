import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

/** What a report names beside findings. */
export interface ReportOptions {
  /** The rules that may have found them, those that look at configurations and those that ask servers. */
  rules: readonly Pick<Rule, 'id' | 'title' | 'severity' | 'page'>[];
  /** The release of this program. */
  version: string;
  /** The address of a page of the site. */
  address: (page: string) => string;
  /** A path as the code host knows it. */
  shown?: (path: string) => string;
}

/** Findings in the format by which code hosts take them from any tool: SARIF 2.1.0. */
export interface Sarif {
  $schema: string;
  version: '2.1.0';
  runs: [{ tool: { driver: SarifTool }; columnKind: 'utf16CodeUnits'; results: SarifResult[] }];
}

interface SarifTool {
  name: string;
  version: string;
  informationUri?: string;
  rules: SarifRule[];
}

interface SarifRule {
  id: string;
  shortDescription?: SarifText;
  helpUri?: string;
  defaultConfiguration?: { level: Finding['severity'] };
}

interface SarifResult {
  ruleId: string;
  ruleIndex: number;
  level: Finding['severity'];
  message: SarifText;
  locations: {
    physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
  }[];
}

interface SarifText {
  text: string;
}

/** Findings as SARIF. Severities are its levels, and of the rules it has those that found something. */
export function sarifOf(
  findings: readonly Finding[],
  { rules, version, address, shown = (path) => path }: ReportOptions,
): Sarif {
  const ids = [...new Set(findings.map(({ rule }) => rule))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'leafwise',
            version,
            ...absolute('informationUri', address('/')),
            rules: ids.map((id) => ruleOf(id, rules, address)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map(({ rule, severity, words, remedy, place }) => ({
          ruleId: rule,
          ruleIndex: ids.indexOf(rule),
          level: severity,
          message: { text: literal(`${words} ${remedy}`) },
          locations: place
            ? [
                {
                  physicalLocation: {
                    artifactLocation: { uri: uriOf(shown(place.path)) },
                    region: { startLine: place.line },
                  },
                },
              ]
            : [],
        })),
      },
    ],
  };
}

function ruleOf(
  id: string,
  rules: ReportOptions['rules'],
  address: ReportOptions['address'],
): SarifRule {
  const rule = rules.find((each) => each.id === id);
  return {
    id,
    ...(rule && {
      shortDescription: { text: literal(rule.title) },
      ...absolute('helpUri', rule.page && address(rule.page)),
      defaultConfiguration: { level: rule.severity },
    }),
  };
}

/** The format takes whole addresses only. */
const absolute = <K extends string>(
  key: K,
  address: string | undefined,
): Partial<Record<K, string>> =>
  address !== undefined && URL.canParse(address)
    ? ({ [key]: address } as Partial<Record<K, string>>)
    : {};

/** Brackets make a link in a message, unless they are escaped. */
const literal = (text: string): string => text.replace(/[\\[\]]/g, '\\$&');

/** A relative path as a URI, with slashes on every system. */
const uriOf = (path: string): string =>
  path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
