"""Why the system did not write a file, in the words of a clerk."""

from __future__ import annotations

import errno
from typing import Final

_WORDS: Final = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "超过了分给的磁盘空间",
    errno.EFBIG: "文件太大，磁盘放不下",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有写的权限，或者正被别的程序打开",
    errno.EPERM: "没有写的权限",
    errno.EBUSY: "正被别的程序打开",
    errno.ETXTBSY: "正被别的程序打开",
    errno.EISDIR: "这里是一个文件夹，不是文件",
    errno.ENOTDIR: "这里应当是文件夹，却是一个文件",
    errno.EEXIST: "这里应当是文件夹，却是一个文件",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写出错",
    errno.ENOENT: "没有这个文件夹",
}


def reason_of(error: OSError) -> str:
    """The reason as it is told; the system's own words where it is a rare one."""
    return _WORDS.get(error.errno or 0) or error.strerror or str(error)
