import type { DeviceFacts } from '../../contract/vendor-driver.ts';

export type FamilyName = 'c3xx' | 'c6xx';

const enterprise = '1.3.6.1.4.1.3902.';
/** `…1082.1001.<model>.<generation>.1`, on old C300 `…1015.300.3.1`. */
const product = /^(?:1082\.1001|1015)\.(\d{3})\.\d/;
const models: Readonly<Record<string, FamilyName>> = {
  300: 'c3xx',
  320: 'c3xx',
  600: 'c6xx',
  610: 'c6xx',
  620: 'c6xx',
  650: 'c6xx',
};

const described: readonly (readonly [RegExp, FamilyName])[] = [
  [/\bC3[02]0 Version V\S{1,20} Software, Copyright \(c\) by ZTE Corporation/i, 'c3xx'],
  [/\bZXA10 C3[02]0\b/i, 'c3xx'],
  [/\bZ(?:XA10|TE ZXA10) C6[0125]0\b/i, 'c6xx'],
  [/Welcome to TITAN series OLT of ZTE Corporation/i, 'c6xx'],
  [/Welcome to ZXAN product C3[02]0 of ZTE Corporation/i, 'c3xx'],
];

/** The host name nobody changed. A C6xx greets with its banner before it, so that a prompt alone is a C3xx. */
const prompt = /^ZXAN[>#]\s*$/m;

/** The family of a device, by what it says of itself before anybody logged in; null when it is none of ours. */
export function identify({ sysObjectId, sysDescr, banner }: DeviceFacts): FamilyName | null {
  if (sysObjectId !== '') {
    const id = sysObjectId.replace(/^\./, '');
    const model = id.startsWith(enterprise) ? product.exec(id.slice(enterprise.length))?.[1] : undefined;
    return model !== undefined && Object.hasOwn(models, model) ? (models[model] as FamilyName) : null;
  }
  const said = described.find(([words]) => words.test(sysDescr) || words.test(banner))?.[1];
  return said ?? (prompt.test(banner) ? 'c3xx' : null);
}
