import { crc32, deflateRawSync } from 'node:zlib';

/** A file of a zip, and what the zip says of it, true or not. */
export interface Member {
  readonly name: string;
  readonly content?: string | Buffer;
  /** In place of the compressed content. */
  readonly raw?: Buffer;
  /** 0 as it is, 8 Deflate. */
  readonly method?: number;
  readonly mode?: number;
  readonly flags?: number;
  /** What it says to be once inflated. */
  readonly size?: number;
  readonly crc?: number;
  /** Where its bytes are said to be. */
  readonly offset?: number;
}

const UTF8 = 0x800;

/** Writes a zip byte by byte, since no library makes one that lies. */
export function rawZip(members: readonly Member[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const content = Buffer.from((member.content ?? '') as string);
    const method = member.method ?? 8;
    const data = member.raw ?? (method === 8 ? deflateRawSync(content) : content);
    const name = Buffer.from(member.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((member.flags ?? 0) | UTF8, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(0x00210000, 6);
    common.writeUInt32LE(member.crc ?? crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(member.size ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, data]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(((member.mode ?? 0) << 16) >>> 0, 6);
    end.writeUInt32LE(member.offset ?? at, 10);
    const versionMadeBy = Buffer.from([20, 3]);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02'), versionMadeBy, common, end, name]));
    locals.push(local);
    at += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length & 0xffff, 8);
  end.writeUInt16LE(members.length & 0xffff, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, central, end]);
}
