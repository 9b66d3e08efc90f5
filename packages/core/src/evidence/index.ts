/** Photos and signatures as evidence: judged by their bytes, without hidden places, bound to a report by its hash. */
export { canonicalJson } from './canonical-json.ts';
export { checkPhoto, maxPhotoPixels, type PhotoCheck, type PhotoRefusal } from './check-photo.ts';
export { type ImageKind, readImageKind, scanPicture } from './image-kind.ts';
export type { PictureScan, PictureSize } from './picture-scan.ts';
export { encodeUtf8, hashReport, type PhotoFact, type Sha256, type SignedReport } from './report-hash.ts';
export {
  makeSignature,
  type PenPoint,
  type Signature,
  type SignatureInit,
  type SignatureLevel,
  type SignerRelation,
  signatureToSvg,
} from './signature.ts';
export { type StrippedPhoto, stripPhoto, type UnstrippedPhoto } from './strip-photo.ts';
