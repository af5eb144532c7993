/** A report as JSON and as Markdown. What strangers wrote (names, paths, values) stays text in both. */

import { SERVER_LIMITS } from '../server-limits.ts';
import type { ReportedCookie, ReportedSize, SizeReport } from './report.ts';

/** The longest name, domain or path shown in Markdown, in UTF-16 units; values are shown in full. */
const LONGEST_SHOWN = 200;

/** The report as JSON, indented, with a newline at its end. */
export function reportJson(report: SizeReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The report as Markdown (GitHub's, with tables). Nothing in it that a site chose can be anything but text. */
export function reportMarkdown(report: SizeReport): string {
  const { header } = report;
  const isWhole = report.unreadable.length === 0;
  const parts = [
    '# Cookie sizes',
    `${code(report.url)}, ${report.time}, in ${report.browser === 'firefox' ? 'Firefox' : 'Chromium'}: ${summary(report)}`,
    ...(isWhole
      ? []
      : [
          `Without the cookies of ${report.unreadable.map((domain) => code(domain)).join(', ')}, which could not be read: all totals are at least what is said here.`,
        ]),
    '## Cookies',
    report.cookies.length === 0 ? none(report) : table(COOKIE_HEADINGS, report.cookies.map(cookieRow)),
    ...(report.unused.length === 0
      ? []
      : [
          `Budgets of cookies that are not present${isWhole ? '' : ', or could not be read'}:`,
          table(['Cookie', 'Budget'], report.unused.map(unusedRow)),
        ]),
    '## The Cookie header of this page',
    `${isWhole ? '' : 'At least '}${header.cookies} sent, ${header.isExact ? '' : 'about '}${size(header)}`,
    table(
      ['Server', 'Setting', 'Limit', 'Counted', 'Verdict'],
      header.servers.map((judged) => [
        SERVER_LIMITS.find(({ server }) => server === judged.server)?.label ?? judged.server,
        code(judged.setting),
        grouped(judged.limit),
        `${judged.isEstimate ? 'about ' : ''}${grouped(judged.counted)}`,
        serverVerdict(judged.over),
      ]),
    ),
    '## What the browser keeps',
    report.jar.length === 0
      ? none(report)
      : table(
          ['Site', 'Partition', 'Cookies', 'Limit', 'Bytes', 'Limit'],
          report.jar.map((use) => [
            code(use.site),
            use.partition === null ? 'none' : code(use.partition),
            grouped(use.cookies),
            grouped(use.cookieLimit),
            grouped(use.bytes),
            use.byteLimit === null ? 'none' : grouped(use.byteLimit),
          ]),
        ),
    ...values(report.cookies),
  ];
  return `${parts.join('\n\n')}\n`;
}

const COOKIE_HEADINGS: readonly string[] = [
  'Cookie',
  'Domain',
  'Path',
  'Bytes',
  'Limit',
  'Budget',
  'Verdict',
  'Sent',
];

function cookieRow(cookie: ReportedCookie): readonly string[] {
  return [
    code(cookie.name),
    code(cookie.domain),
    code(cookie.path),
    grouped(cookie.bytes),
    grouped(cookie.limit),
    budgetText(cookie),
    verdictText(cookie),
    cookie.withheld === null ? 'yes' : `no (${cookie.withheld})`,
  ];
}

function unusedRow({ name, budget }: SizeReport['unused'][number]): readonly string[] {
  return [code(name), budget];
}

function summary({ exceeded, unreadable }: SizeReport): string {
  const isWhole = unreadable.length === 0;
  if (exceeded === 0) return isWhole ? 'no budget exceeded.' : 'not known whether a budget is exceeded.';
  return `**${isWhole ? '' : 'at least '}${exceeded} ${exceeded === 1 ? 'budget' : 'budgets'} exceeded.**`;
}

function none({ unreadable }: SizeReport): string {
  return unreadable.length === 0 ? 'None.' : 'None that could be read.';
}

function serverVerdict(over: number | null): string {
  if (over === null) return 'not known';
  return over === 0 ? 'accepted' : `**refused**, over by ${bytes(over)}`;
}

function size(reported: ReportedSize): string {
  const held =
    reported.budget === null ? 'no budget' : `budget ${budgetText(reported)}: ${verdictText(reported)}`;
  return `${bytes(reported.bytes)}; ${held}.`;
}

/** A share is told in bytes as well. */
function budgetText({ budget, allowed }: ReportedSize): string {
  if (budget === null || allowed === null) return 'none';
  return budget.endsWith('%') ? `${budget} (${bytes(allowed)})` : bytes(allowed);
}

function verdictText({ verdict, over }: ReportedSize): string {
  if (verdict === 'over') return `**over** by ${bytes(over)}`;
  return verdict === 'no budget' ? '' : verdict;
}

function values(cookies: readonly ReportedCookie[]): readonly string[] {
  const lines = cookies.flatMap(({ name, value }) =>
    value === undefined ? [] : [`- ${code(name)}: ${code(value, Number.POSITIVE_INFINITY)}`],
  );
  return lines.length === 0 ? [] : ['## Values', lines.join('\n')];
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function bytes(count: number): string {
  return `${grouped(count)} ${count === 1 ? 'byte' : 'bytes'}`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** All but printable ASCII, and of that what could end a code span or a cell, or begin markup. */
const UNSAFE = /[^ -~]|[`|\\<>&]/g;

/**
 * Text of strangers as a code span. In one nothing is markup but the backtick that ends it; and in a cell of a table the
 * bar, or a backslash before it. All of those become `\uXXXX`, as do letters beyond ASCII, which may look like others.
 */
function code(text: string, longest = LONGEST_SHOWN): string {
  if (text === '') return '(empty)';
  const escaped = text
    .slice(0, longest)
    .replace(UNSAFE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `\`${escaped}\`${text.length > longest ? '…' : ''}`;
}
