import type { Command, Help, Option } from 'commander';

/** What a manual page says besides the options. */
export interface ManualPage {
  readonly summary: string;
  readonly details?: string | undefined;
  readonly examples: readonly string[];
}

const indent = 2;
/** Heading of the options that every command that reaches an OLT has. */
export const connectionHeading = 'CONNECTION OPTIONS';

const targetText = `The target is ssh://user@host:port, telnet://user@host:port, or snmp://host:port for what SNMP alone can answer; with --inventory it is a name in that file.`;
const severalText = ' Several OLTs at once are north,south, or all of an inventory.';

/** The page of one command, in the sections of a manual. */
export function manualPage(
  command: Command,
  helper: Help,
  page: ManualPage & { readonly several: boolean },
): string {
  const width = helper.helpWidth ?? 80;
  const paragraph = (text: string) => indented(helper.boxWrap(text, width - indent));
  const usage = helper.commandUsage(command);
  const target = usage.includes('<target>') ? `${targetText}${page.several ? severalText : ''}` : null;
  const own = helper.visibleOptions(command);
  const sections: (readonly [heading: string, text: string | null])[] = [
    ['NAME', paragraph(`field-olt ${command.name()} - ${page.summary}`)],
    ['SYNOPSIS', paragraph(usage)],
    [
      'DESCRIPTION',
      joined([page.details ?? null, target].map((text) => text && paragraphs(text, paragraph))),
    ],
    [
      'OPTIONS',
      options(
        own.filter(({ helpGroupHeading }) => helpGroupHeading === undefined),
        helper,
      ),
    ],
    [
      connectionHeading,
      options(
        own.filter(({ helpGroupHeading }) => helpGroupHeading !== undefined),
        helper,
      ),
    ],
    ['EXAMPLES', indented(page.examples.join('\n'))],
    ['EXIT STATUS', paragraph('0 where all went well; the other codes are listed by field-olt --help.')],
  ];
  return sections
    .filter(([, text]) => text)
    .map(([heading, text]) => `${heading}\n${text}\n`)
    .join('\n');
}

function options(found: readonly Option[], helper: Help): string | null {
  if (found.length === 0) return null;
  const terms = found.map((option) => helper.optionTerm(option));
  const widest = Math.max(...terms.map((term) => term.length));
  return found
    .map((option, index) =>
      helper.formatItem(terms[index] ?? '', widest, helper.optionDescription(option), helper),
    )
    .join('\n');
}

const joined = (texts: readonly (string | null)[]) => texts.filter(Boolean).join('\n\n') || null;

/** Lines that belong together are one paragraph; those that are set out keep their lines. */
function paragraphs(text: string, wrap: (text: string) => string): string {
  return text
    .split('\n\n')
    .map((one) =>
      /^\S+: /m.test(one.split('\n')[1] ?? '') ? indented(one) : wrap(one.replaceAll('\n', ' ')),
    )
    .join('\n\n');
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(indent));
}
