/** A heading, a line as it is, or a label with its value; a value of several lines goes on below the first. */
type Entry = { indent: string } & (
  { heading: string } | { line: string } | { label: string; value: string | readonly string[] }
);

/** A report of labels and values under headings, as the `nats` CLI prints the information of a thing. */
export class Report {
  readonly #title: string;
  readonly #entries: Entry[] = [];
  #indent = '';

  constructor(title: string) {
    this.#title = title;
  }

  heading(heading: string): this {
    this.#entries.push({ heading, indent: this.#indent });
    return this;
  }

  /** A line as it is. */
  line(line: string): this {
    this.#entries.push({ line, indent: this.#indent });
    return this;
  }

  row(label: string, value: string | number | boolean | readonly string[]): this {
    const text = typeof value === 'object' ? value : String(value);
    this.#entries.push({ label, value: text, indent: this.#indent });
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

  /** Sets what follows a number of columns to the right. */
  indent(columns: number): this {
    this.#indent = ' '.repeat(columns);
    return this;
  }

  /** Its lines. All labels end in the same column, over all headings. */
  lines(): string[] {
    const labels = this.#entries.map((entry) => ('label' in entry ? entry.label.length : 0));
    const column = Math.max(...labels) + 2;
    const body = this.#entries.flatMap((entry, i) => {
      if ('line' in entry) return [entry.indent + entry.line];
      if ('heading' in entry) {
        const before = this.#entries[i - 1];
        // A line is left free below each heading.
        const apart = before && 'heading' in before;
        if (entry.heading === '') return apart && before.heading !== '' ? [] : [entry.indent];
        return [...(i && !apart ? [''] : []), entry.indent + entry.heading, ''];
      }
      const [first = '', ...more] =
        typeof entry.value === 'string' ? [entry.value] : [...entry.value];
      return [
        `${entry.indent}${entry.label.padStart(column)}: ${first}`,
        ...more.map((line) => entry.indent + ' '.repeat(column + 2) + line),
      ];
    });
    return [this.#title, '', ...body];
  }
}
