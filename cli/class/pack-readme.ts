import type { PackedHub } from './pack-conf.ts';

const secret = `## What is secret

- \`class.creds\` has a user of the system account and a signing key of the operator. Who has it can be anybody at this hub.
  It is for the class alone: no server of the hub reads it. Keep its mode at 0600, and out of version control.
- The keys of certificates are secret too.
- The JWTs of the operator and of SYS are public. The first key of the operator is kept nowhere: the signing key is all
  that a class needs.
`;

const host = (origin: string): string => new URL(origin).host;

/** A text that a shell takes as one word. */
const word = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export const composeReadme = ({
  origin,
}: PackedHub): string => `# A class hub of three servers, with Compose

Three servers on one machine survive the loss of a server, not of the machine.

## Order

1. **The certificate of the site.** Browsers see it, so a public authority signs it, for the name \`${host(origin)}\`: from
   Let's Encrypt, or from your company. Put it into \`tls/fullchain.pem\`, and its key into \`tls/privkey.pem\`.
2. **The certificates of the hub.** Browsers do not see these. \`./certificates.sh\` makes them, for a year. It needs openssl.
3. **The clone.** \`export LEAFWISE=/path/of/the/clone\`: the service \`class\` runs the command of it.
4. **Start.** \`docker compose up --detach\`. The first start builds the site, which takes some minutes.
5. **The links.** \`docker compose logs class\` has the link and the code for attendees, and the link for trainers.

## How to see that it works

- \`docker compose ps\` shows three healthy servers.
- \`docker compose logs class\` ends in the links. If the hub lacks something, its last line says what, and the remedy.
- Open the link for attendees, join, and look at "Am I ready?": it makes a real leaf connection.
- For the lines of class labs, on the trainer's machine, which needs the \`nats\` CLI:
  \`docker compose cp class:/class/it/trainer.creds .\`, and then
  \`nats context add class --server ${origin.replace(/^http/, 'ws')}/class/hub --creds trainer.creds --select\`.
- \`docker compose kill nats-2\`, and join once more. Then \`docker compose start nats-2\`.

## What stays

The class is in the volume \`class\`, its streams and accounts are in \`nats-1\` to \`nats-3\`. \`docker compose up\` goes on
with all of it. Delete the class on the trainer's page, while all three servers run. Compose then starts the service \`class\` again,
with a new class: \`docker compose down --volumes\` ends that, and removes what is left.

A renewed certificate is read at the next start: \`docker compose restart\`.

${secret}`;

export const helmReadme = ({
  name,
  origin,
}: PackedHub): string => `# A class hub of three servers, with the NATS chart

The chart is that of nats-io/k8s, tried with its version 2.14.2. The class itself runs outside: the command of a clone
of Leafwise, which needs nothing of Kubernetes but the address of the hub.

## Order

1. **A name and its certificate.** Choose a name for the hub, such as \`hub.example.com\`. A public authority signs its
   certificate: cert-manager makes the secret \`class-hub-tls\` itself if you ask it to. From files:

   \`\`\`sh
   kubectl create secret tls class-hub-tls --cert fullchain.pem --key privkey.pem
   \`\`\`

2. **The network policy.** The routes between the servers have no TLS. This policy keeps other pods from them, where the
   network of your Kubernetes follows policies. Where nodes are joined by a network that others can read, it must be
   encrypted, as Cilium and Calico do with WireGuard.

   \`\`\`sh
   kubectl apply -f network-policy.yaml
   \`\`\`

3. **The chart.**

   \`\`\`sh
   helm repo add nats https://nats-io.github.io/k8s/helm/charts/
   helm install class-hub nats/nats --version 2.14.2 --values values.yaml
   kubectl rollout status statefulset/class-hub
   \`\`\`

4. **The name.** \`kubectl get service class-hub\` shows the external address. Let the name of step 1 lead there.
5. **The class.** On the machine that \`${host(origin)}\` leads to, in the clone:

   \`\`\`sh
   npm run class -- --hub wss://hub.example.com:8443 --creds class.creds --name ${word(name)} \\
     --host 0.0.0.0 --port 443 --origin ${origin} --tls-cert fullchain.pem --tls-key privkey.pem
   \`\`\`

   Its certificate is for \`${host(origin)}\`.

## How to see that it works

- \`kubectl get pods\` shows \`class-hub-0\` to \`class-hub-2\`, each ready.
- The class prints its links. If the hub lacks something, it says what, and the remedy, and ends.
- Open the link for attendees, join, and look at "Am I ready?": it makes a real leaf connection.
- \`kubectl delete pod class-hub-1\`, and join once more.

## What stays

Streams and accounts are in the volumes of the pods. Delete the class on the trainer's page, while all three pods run;
\`helm uninstall class-hub\` leaves the volumes, and \`kubectl get pvc\` lists them.

${secret}`;
