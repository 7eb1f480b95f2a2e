/** What a check needs of a NATS client. A connection of nats.ws is one. */
export interface LabClient {
  request: (
    subject: string,
    payload?: string,
    opts?: { timeout: number },
  ) => Promise<{ data: Uint8Array }>;
}

/** How long a request may take, in milliseconds. */
export const patience = { timeout: 2000 };

/**
 * Asks the JetStream API and answers its JSON.
 * @param domain absent for the JetStream that the client's own server or account leads to
 * @throws Error with the API's own description of what is wrong
 */
export async function askJetStream(
  client: LabClient,
  request: string,
  domain?: string,
): Promise<object> {
  const prefix = domain === undefined ? '$JS.API' : `$JS.${domain}.API`;
  const { data } = await client.request(`${prefix}.${request}`, '', patience);
  const answer = JSON.parse(new TextDecoder().decode(data)) as { error?: { description: string } };
  if (answer.error) throw new Error(answer.error.description);
  return answer;
}
