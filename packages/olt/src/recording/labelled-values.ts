const secretLabels =
  'pass(?:word|wd)?|psk|pre-?shared-?key|wpa-?key|shared-?key|community|secret|loid|check-?code|user-?(?:name|account)|ssid';

/** `Description : Ana Souza`: whatever the label's spelling, all that follows is the value. */
const withColon = new RegExp(
  `^[^:\\r\\n\\u2028\\u2029]*\\b(?:${secretLabels}|(?<!system[ \\t]+)description|alias|sysname|host ?name|contact|location)[ \\t]*:[ \\t]*(\\S.*)$`,
  'gim',
);
/** In configuration: `password hunter2`, `username "joe"`. Small letters, as titles of columns are not. */
const inCommand = new RegExp(`\\b(?:${secretLabels})[ \\t]+(?:"([^"\\n]+)"|([^\\s"]+))`, 'g');
/** `desc "Ana Souza"` anywhere; `name Ana Souza` and `description Ana Souza` as a line of their own. */
const quotedDescription = /\bdesc(?:ription)?[ \t]+"([^"\n]+)"/g;
const ownLine = /^[ \t]*(?:name|description|hostname|sysname)[ \t]+([^\s"].*)$/gm;

/** Words that stand where a name would, and are none. */
const keyword =
  /^(?:is|are|for|and|or|the|cipher|simple|encrypted|plain|always-on|once-on|sn|mode|[0-9]{1,2}|0x.*)$/i;

/** What a screen says is a name, a login, a password or a description. */
export function labelledValues(text: string): string[] {
  return [withColon, inCommand, quotedDescription, ownLine].flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .map(([, one, other]) => (one ?? other ?? '').trim().replace(/^"(.*)"$/, '$1'))
      .filter((value) => !keyword.test(value)),
  );
}
