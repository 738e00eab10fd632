import { constants, fstatSync, readSync, type Stats, statSync } from "node:fs";
import { type FileHandle, lstat, mkdir, open, rename, stat, statfs, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { PlanError } from "../journal/plan-error.ts";

/** A journal's file. */
export interface OpenFile {
  /** Its length now, in bytes. */
  size(): number;
  /** At most `length` bytes from `position` on, valid until the next call. */
  read(position: number, length: number): Buffer;
  /** Appends with one system call. @throws unless all of it was written */
  append(bytes: Uint8Array): Promise<void>;
  /** Resolves when everything written survives a power failure. */
  sync(): Promise<void>;
  /** Is it still the file of its path? Records in one that was deleted, moved or replaced are found by nobody. */
  isInPlace(): boolean;
  close(): Promise<void>;
}

/** What a journal needs from a file system. */
export interface FileSystem {
  /** Creates a folder that only this user can enter, with its parents. */
  makeFolder(path: string): Promise<void>;
  /**
   * Opens a file that belongs to this user alone.
   *
   * @param how `create`: fails if the file exists
   * @throws PlanError for a symbolic link, anything but a file, and a file that others own or can read
   */
  open(path: string, how: "read" | "append" | "create"): Promise<OpenFile>;
  /** Makes a new name in a folder survive a power failure. Does nothing on Windows, where a folder cannot be synced. */
  syncFolder(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** The kind of network file system a folder is on; undefined if it is local or unknown. */
  networkOf(folder: string): Promise<string | undefined>;
}

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY, O_RDWR } = constants;

const flags = {
  read: O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
  append: O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK,
  create: O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW,
};

export const nodeFiles: FileSystem = {
  async makeFolder(path) {
    const parent = dirname(path);
    // Node's own recursion never ends if a folder exists but none can be created in it, as in /proc, and reports ENOENT if the disk is read-only.
    for (let isParentThere = path === parent; ; isParentThere = true) {
      try {
        await mkdir(path, 0o700);
        return await nodeFiles.syncFolder(parent);
      } catch (error) {
        const isMissing = Object(error).code === "ENOENT";
        if (isMissing && isParentThere) throw new Error(`no folder can be created in ${parent}`, { cause: error });
        if (isMissing) await nodeFiles.makeFolder(parent);
        else if (await isFolder(path)) return;
        else throw error;
      }
    }
  },
  async open(path, how) {
    if (how !== "create") checkPrivate(path, await lstat(path));
    const handle = await open(path, flags[how], 0o600);
    try {
      checkPrivate(path, await handle.stat());
      return new NodeFile(handle, path);
    } catch (error) {
      await handle.close();
      throw error;
    }
  },
  async syncFolder(path) {
    if (process.platform === "win32") return;
    const folder = await open(path, O_RDONLY);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
  rename,
  remove: unlink,
  async networkOf(folder) {
    // On other systems the numbers differ.
    if (process.platform !== "linux") return undefined;
    for (let path = folder; ; path = dirname(path)) {
      try {
        return networks.get((await statfs(path)).type);
      } catch (error) {
        if (Object(error).code !== "ENOENT" || path === dirname(path)) throw error;
      }
    }
  },
};

class NodeFile implements OpenFile {
  readonly #handle: FileHandle;
  readonly #path: string;
  #bytes = Buffer.alloc(0);

  constructor(handle: FileHandle, path: string) {
    this.#handle = handle;
    this.#path = path;
  }

  // The data was just written and is cached, so a thread would cost more than the call.
  size(): number {
    return fstatSync(this.#handle.fd).size;
  }

  read(position: number, length: number): Buffer {
    // The buffer is reused, since one for each call is freed late.
    if (this.#bytes.length < length) this.#bytes = Buffer.allocUnsafeSlow(length);
    return this.#bytes.subarray(0, readSync(this.#handle.fd, this.#bytes, 0, length, position));
  }

  async append(bytes: Uint8Array): Promise<void> {
    const { bytesWritten } = await this.#handle.write(bytes);
    // Another process may write before a second call for the rest.
    if (bytesWritten < bytes.length)
      throw Object.assign(new Error(`only ${bytesWritten} of ${bytes.length} bytes could be written`), { code: "SHORT" });
  }

  sync(): Promise<void> {
    return this.#handle.datasync();
  }

  isInPlace(): boolean {
    const [own, there] = [fstatSync(this.#handle.fd), statSync(this.#path, { throwIfNoEntry: false })];
    return there?.ino === own.ino && there.dev === own.dev;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

function checkPrivate(path: string, stats: Stats): void {
  const problem = problemOf(stats);
  if (problem !== undefined) throw new PlanError("invalid-journal", `${path} ${problem}`);
}

function problemOf(stats: Stats): string | undefined {
  if (stats.isSymbolicLink()) return "is a symbolic link. Name the file itself.";
  if (stats.isDirectory()) return "is a directory.";
  if (!stats.isFile()) return "is not a regular file.";
  // Windows has neither numeric owners nor these modes.
  if (process.getuid === undefined) return undefined;
  if (stats.uid !== process.getuid()) return "belongs to another user.";
  return (stats.mode & 0o077) === 0 ? undefined : "can be read or changed by other users. Run chmod 600 on it.";
}

/** Numbers of `statfs` in linux/magic.h. FUSE may be local, but sshfs and rclone are FUSE too. */
const networks: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xfe534d42, "SMB"],
  [0xff534d42, "CIFS"],
  [0x65735546, "FUSE"],
  [0x01021997, "9P"],
  [0x00c36400, "Ceph"],
  [0x5346414f, "AFS"],
  [0x6b414653, "AFS"],
  [0x73757245, "Coda"],
  [0x0bd00bd0, "Lustre"],
  [0x01161970, "GFS2"],
  [0x7461636f, "OCFS2"],
]);
