import { useState } from 'react';
import Heading from '@theme/Heading';
import type { CommandSpec } from '../../console/command.ts';
import { flagRows, usage } from '../../console/help.ts';
import { commandList } from '../../console/run.ts';
import Filter from '../Filter/Filter.tsx';
import { hasWords } from '../Filter/filter-words.ts';

/** Each command of the console, from what the console itself knows of it. */
export default function ConsoleCommands() {
  const [typed, setTyped] = useState('');
  const found = commandList.filter((spec) => hasWords(wordsOf(spec), typed));
  return (
    <>
      <Filter label="A command, or what it does" typed={typed} onType={setTyped}>
        {found.length === 0
          ? 'No such command here. The nats CLI has more, for your own servers.'
          : `${found.length} of ${commandList.length} commands`}
      </Filter>
      {found.map((spec) => (
        <Command key={spec.name} spec={spec} />
      ))}
    </>
  );
}

const wordsOf = ({ name, help, differs = '' }: CommandSpec) => `nats ${name} ${help} ${differs}`;

function Command({ spec }: { spec: CommandSpec }) {
  const flags = flagRows(spec.flags);
  return (
    <section>
      <Heading as="h3" id={spec.name.replaceAll(' ', '-')}>
        {spec.name}
      </Heading>
      <p>{spec.help}</p>
      <pre tabIndex={0}>
        <code>
          {[usage(spec), ...(spec.examples ?? []).map((line) => `nats ${line}`)].join('\n')}
        </code>
      </pre>
      {spec.differs && (
        <p>
          <strong>Other than the nats CLI:</strong> {spec.differs}
        </p>
      )}
      {flags.length > 0 && (
        <details>
          <summary>Flags of {spec.name}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">Flag</th>
                <th scope="col">What it does</th>
              </tr>
            </thead>
            <tbody>
              {flags.map(([flag, help]) => (
                <tr key={flag}>
                  <td>
                    <code>{flag.trim()}</code>
                  </td>
                  <td>{help}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}
