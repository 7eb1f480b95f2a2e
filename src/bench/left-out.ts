const endings = /\.(creds|nk|key|p12|pfx|jks)$/i;
const privateKey = /-{3,}\s*BEGIN\s[A-Z\d ]*PRIVATE|^PuTTY-User-Key-File/m;
const seed = /-{3,}\s*BEGIN\s[A-Z ]*SEED|^\s*S[OAUNCXP][A-Z2-7]{30,}\s*$/;
const ofKubernetes = /^["' \t-]*kind["']?\s*:\s*["']?Secret\b/m;
/** Says why a file is left out of what is shared, if it is: all of it is secret, or may be. */
export function leftOut({ path, text }: { path: string; text: string }): string | undefined {
  if (/\.creds$/i.test(path) || seed.test(text)) return 'credentials: the file was left out';
  if (endings.test(path) || privateKey.test(text)) return 'a private key: the file was left out';
  if (ofKubernetes.test(text)) return 'a Secret of Kubernetes: the file was left out';
  return undefined;
}
