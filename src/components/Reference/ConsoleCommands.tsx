import Heading from '@theme/Heading';
import { flagRows, usage } from '../../console/help.ts';
import { commandList } from '../../console/run.ts';

/** Each command of the console, from what the console itself knows of it. */
export default function ConsoleCommands() {
  return commandList.map((spec) => {
    const flags = flagRows(spec.flags);
    return (
      <section key={spec.name}>
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
  });
}
