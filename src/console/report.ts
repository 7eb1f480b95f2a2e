/** A heading, or a label with its value; a value of several lines goes on below the first. */
type Entry = { heading: string } | { label: string; value: string | readonly string[] };

/** A report of labels and values under headings, as the `nats` CLI prints the information of a thing. */
export class Report {
  readonly #title: string;
  readonly #entries: Entry[] = [];

  constructor(title: string) {
    this.#title = title;
  }

  heading(heading: string): this {
    this.#entries.push({ heading });
    return this;
  }

  row(label: string, value: string | number | boolean | readonly string[]): this {
    this.#entries.push({ label, value: typeof value === 'object' ? value : String(value) });
    return this;
  }

  /** A row only where there is a value to show. */
  rowIf(label: string, value: string | number | undefined | readonly string[]): this {
    const empty =
      value === undefined || value === '' || (typeof value === 'object' && !value.length);
    return empty ? this : this.row(label, value);
  }

  /** Sets the rows that follow apart from those before. */
  gap(): this {
    return this.heading('');
  }

  /** Its lines. All labels end in the same column, over all headings. */
  lines(): string[] {
    const labels = this.#entries.map((entry) => ('label' in entry ? entry.label.length : 0));
    const column = Math.max(...labels) + 2;
    const body = this.#entries.flatMap((entry, i) => {
      if ('heading' in entry) {
        return entry.heading === '' ? [''] : [...(i ? [''] : []), entry.heading, ''];
      }
      const [first = '', ...more] =
        typeof entry.value === 'string' ? [entry.value] : [...entry.value];
      return [
        `${entry.label.padStart(column)}: ${first}`,
        ...more.map((line) => ' '.repeat(column + 2) + line),
      ];
    });
    return [this.#title, '', ...body];
  }
}
