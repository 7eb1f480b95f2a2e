import { command, outAll, outJson, required } from '../../command.ts';
import { onOff, text } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { Report } from '../../report.ts';
import { showAge, showTime } from '../../units.ts';
import { confirmed, json, noTerminal } from '../common-flags.ts';
import { serverCommand } from './source.ts';

/** See `AccountInfo` of nats-server. */
interface AccountDetails {
  account_name: string;
  update_time: string;
  is_system?: boolean;
  expired: boolean;
  complete: boolean;
  jetstream_enabled: boolean;
  issuer_key?: string;
  name_tag?: string;
  tags?: string[];
  mappings?: Record<string, { subject: string; weight: number; cluster?: string }[]>;
  exports?: ExportDetails[];
  imports?: ImportDetails[];
  responses?: Record<string, ImportDetails>;
  revoked_user?: Record<string, string>;
}

interface ExportDetails {
  name?: string;
  subject?: string;
  type?: string;
  token_req?: boolean;
  response_type?: string;
  response_threshold?: number;
  account_token_position?: number;
  description?: string;
  info_url?: string;
  approved_accounts?: string[];
}

interface ImportDetails {
  name?: string;
  subject?: string;
  account?: string;
  local_subject?: string;
  to?: string;
  type?: string;
  invalid?: boolean;
  share?: boolean;
  tracking?: boolean;
}

export const serverAccountInfo = serverCommand({
  name: 'server account info',
  aliases: ['i'],
  help: 'Shows information for an account',
  args: { account: required('The name of the account to view') },
  flags: {
    host: text('Request information from a specific server', { placeholder: 'HOST' }),
    json,
  },
  run: async (context, { account }, { host: name, json }, servers) => {
    const [answer] = await servers.ask('accountz', { account }, { name, wait: 1 });
    const details = answer?.data.account_detail as AccountDetails | undefined;
    if (!details) throw new Problem('no account information received');
    if (json) return outJson(context, details);
    outAll(context, accountLines(details));
  },
});

function accountLines(account: AccountDetails): string[] {
  const report = new Report(`Account information for account ${account.account_name}`);
  report
    .heading('Details:')
    .row('Complete', account.complete)
    .row('Expired', account.expired)
    .row('System Account', account.is_system ?? false)
    .row('Updated', `${showTime(account.update_time)} (${showAge(account.update_time)} ago)`)
    .row('JetStream', account.jetstream_enabled)
    .rowIf('Issuer', account.issuer_key)
    .rowIf('Tag', account.name_tag)
    .rowIf('Tags', account.tags?.join(', '));
  const { mappings = {}, imports = [], exports = [], responses = {}, revoked_user = {} } = account;
  if (Object.keys(mappings).length) report.heading('Mappings:');
  for (const [subject, destinations] of Object.entries(mappings)) {
    report.line(`   ${subject}`);
    for (const { subject: to, cluster, weight } of destinations) {
      const parts = [
        to,
        ...(cluster ? [`in cluster ${cluster}`] : []),
        ...(weight === 100 ? [] : [`with weight ${weight}`]),
      ];
      report.indent(4).row('Destination', parts.join(', ')).indent(0);
    }
    report.gap();
  }
  if (imports.length) report.heading('Imports:');
  for (const each of imports) addImport(report, each);
  if (exports.length) report.heading('Exports:');
  for (const each of exports) addExport(report, each);
  if (Object.keys(responses).length) report.heading('Responses:');
  for (const each of Object.values(responses)) addImport(report, each);
  if (Object.keys(revoked_user).length) report.heading('Revoked Users:');
  for (const [user, when] of Object.entries(revoked_user)) {
    report.row(user, `${showTime(when)} (${showAge(when)} ago)`);
  }
  return report.lines();
}

function addImport(report: Report, each: ImportDetails): void {
  const local = each.local_subject ?? each.subject;
  if (local === undefined) return;
  const from = each.subject === local ? undefined : each.subject;
  const account = each.account && `${from ? 'in' : 'from'} account ${each.account}`;
  if (each.invalid) report.row('Invalid', true);
  report
    .row('Subject', [local, from && `from subject ${from}`, account].filter(Boolean).join(' '))
    .row('Type', each.type ?? '')
    .rowIf('Name', each.name)
    .row('Sharing', each.share ?? false)
    .row('Tracking', each.tracking ?? false)
    .gap();
}

function addExport(report: Report, each: ExportDetails): void {
  report
    .row('Subject', each.subject ?? '')
    .row('Type', each.type ?? '')
    .row('Tokens Required', each.token_req ?? false)
    .row('Response Type', each.response_type ?? '')
    .rowIf('Description', each.description)
    .rowIf('Info URL', each.info_url)
    .rowIf('Name', each.name)
    .rowIf('Account Token Pos', each.account_token_position)
    .rowIf('Accounts', each.approved_accounts && ['', ...each.approved_accounts])
    .gap();
}

export const serverAccountPurge = command({
  name: 'server account purge',
  help: 'Purge assets from JetStream clusters',
  differs: 'There are no prompts: it needs --force.',
  args: { account: required('The name of the account to purge') },
  flags: { force: onOff('Perform the operation without prompting', { short: 'f' }) },
  run: async (context, { account }, { force }) => {
    if (!force) {
      context.out(
        `This operation deletes all data from the ${account} account and cannot be reversed.`,
      );
      context.out('');
    }
    confirmed(force, noTerminal);
    const js = await context.jetStream();
    await js.ask(`ACCOUNT.PURGE.${account}`);
    context.out(`Purge operation on account ${account} initiated`);
  },
});
