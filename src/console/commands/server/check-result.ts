import { table, type Cell } from '../../table.ts';
import { showCount } from '../../units.ts';

/** A figure of a check, with its thresholds; 0 stands for none. */
export interface Figure {
  name: string;
  value: number;
  warn?: number;
  crit?: number;
  unit?: string;
  help?: string;
}

export type CheckFormat = 'nagios' | 'json' | 'prometheus' | 'text';

/** The result of a check, as monitoring systems read it: see `Result` of jsm.go. */
export class CheckResult {
  readonly #name: string;
  readonly #suite: string;
  readonly #figures: Figure[] = [];
  readonly #found = { critical: [] as string[], warning: [] as string[], ok: [] as string[] };

  constructor(suite: string, name: string) {
    this.#suite = suite;
    this.#name = name;
  }

  figure(...figures: Figure[]): void {
    this.#figures.push(...figures);
  }

  critical(words: string): void {
    this.#found.critical.push(words);
  }

  warn(words: string): void {
    this.#found.warning.push(words);
  }

  ok(words: string): void {
    this.#found.ok.push(words);
  }

  /** Says the words only of a check that has found nothing wrong. */
  okIfGood(words: string): void {
    if (this.#status === 'OK') this.ok(words);
  }

  get #status() {
    const { critical, warning } = this.#found;
    return critical.length ? 'CRITICAL' : warning.length ? 'WARNING' : 'OK';
  }

  get #code(): number {
    return { OK: 0, WARNING: 1, CRITICAL: 2 }[this.#status];
  }

  /** The exit code, which Nagios reads; Prometheus reads the metrics instead. */
  code(format: CheckFormat): number {
    return format === 'prometheus' ? 0 : this.#code;
  }

  lines(format: CheckFormat, namespace: string): string[] {
    if (format === 'json') return [this.#json()];
    if (format === 'text') return this.#text();
    return format === 'prometheus' ? this.#prometheus(namespace) : [this.#nagios()];
  }

  #nagios(): string {
    const { critical, warning, ok } = this.#found;
    const words = [
      this.#status,
      this.#name,
      ...critical.map((each) => `Crit:${each}`),
      ...warning.map((each) => `Warn:${each}`),
      ...ok.map((each) => `OK:${each}`),
    ];
    const figures = this.#figures.map(nagiosFigure);
    return [...words, ...(figures.length ? ['|', ...figures] : [])].join(' ');
  }

  #json(): string {
    const { critical, warning, ok } = this.#found;
    const result = {
      status: this.#status,
      check_suite: this.#suite,
      check_name: this.#name,
      ...(warning.length && { warning }),
      ...(critical.length && { critical }),
      ...(ok.length && { ok }),
      perf_data: this.#figures.map(({ name, value, warn = 0, crit = 0, unit }) => ({
        name,
        value,
        warning: warn,
        critical: crit,
        ...(unit && { unit }),
      })),
    };
    return JSON.stringify(result, undefined, 2);
  }

  #text(): string[] {
    const { critical, warning, ok } = this.#found;
    const said = [
      ...ok.map((each): Cell[] => ['OK', each]),
      ...warning.map((each): Cell[] => ['Warning', each]),
      ...critical.map((each): Cell[] => ['Critical', each]),
    ];
    const figures = this.#figures.map(({ name, value, warn = 0, crit = 0, unit, help }) => [
      name,
      fixed(value),
      unit ?? '',
      fixed(crit),
      fixed(warn),
      help ?? '',
    ]);
    const head = [
      'Metric',
      'Value',
      'Unit',
      'Critical Threshold',
      'Warning Threshold',
      'Description',
    ];
    return [
      `${this.#name}: ${this.#status}`,
      '',
      ...(said.length ? ['Status Detail', '', ...table('', ['Status', 'Message'], said)] : []),
      ...(figures.length ? ['', 'Check Metrics', '', ...table('', head, figures)] : []),
      '',
    ];
  }

  #prometheus(namespace: string): string[] {
    const item = this.#name.replaceAll('"', '.');
    const metrics = this.#figures.map(({ name, value, help }) => ({
      name: `${namespace}_${this.#suite}_${name}`,
      help: help ?? `Data about the NATS CLI check ${this.#suite}`,
      labels: `item="${item}"`,
      value,
    }));
    metrics.push({
      name: `${namespace}_${this.#suite}_status_code`,
      help: `Nagios compatible status code for ${this.#suite}`,
      labels: `item="${item}",status="${this.#status}"`,
      value: this.#code,
    });
    metrics.sort((a, b) => (a.name < b.name ? -1 : 1));
    return [
      ...metrics.flatMap(({ name, help, labels, value }) => [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} gauge`,
        `${name}{${labels}} ${value}`,
      ]),
      '',
    ];
  }
}

const fixed = (value: number) => {
  const [whole, part] = value.toFixed(3).split('.');
  return `${showCount(Number(whole))}.${part}`;
};

function nagiosFigure({ name, value, warn = 0, crit = 0, unit = '' }: Figure): string {
  const show = (figure: number) => figure.toFixed(unit === 's' ? 4 : 0);
  const shownName = /\s/.test(name) ? `'${name}'` : name;
  const thresholds =
    warn || crit ? `;${warn ? show(warn) : ''}${crit ? `;${show(crit)}` : ''}` : '';
  return `${shownName}=${show(value)}${unit}${thresholds}`;
}
