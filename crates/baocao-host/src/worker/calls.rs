//! System calls that no exporter needs and that the lock on files does not cover: sockets of every kind, and leaving the
//! group of processes that the host can end as a whole.

use std::io;

use libc::{
    BPF_ABS, BPF_JEQ, BPF_JGE, BPF_JMP, BPF_K, BPF_LD, BPF_RET, BPF_W, SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO,
    sock_filter, sock_fprog,
};

/// Where the kernel's record of a call has its number and the machine it is for.
const NUMBER: u32 = 0;
const MACHINE: u32 = 4;

#[cfg(target_arch = "x86_64")]
const OUR_MACHINE: u32 = 0xc000_003e;
#[cfg(target_arch = "aarch64")]
const OUR_MACHINE: u32 = 0xc000_00b7;
/// Numbers from here on are those of another calling convention on the same machine.
const OTHER_CONVENTION: u32 = 0x4000_0000;

const REFUSED: [libc::c_long; 4] = [libc::SYS_socket, libc::SYS_setsid, libc::SYS_setpgid, libc::SYS_io_uring_setup];

/// Has the kernel refuse these calls to this process and all its children, for good.
pub fn refuse() -> io::Result<()> {
    let mut filter = filter();
    let program = sock_fprog { len: filter.len() as u16, filter: filter.as_mut_ptr() };
    // SAFETY: takes numbers only.
    let no_new_rights = unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) };
    // SAFETY: the program and its instructions live through the call; the kernel checks and copies them.
    let set = unsafe { libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER, &raw const program) };
    if no_new_rights == 0 && set == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

fn filter() -> Vec<sock_filter> {
    let load = |offset| instruction(BPF_LD | BPF_W | BPF_ABS, 0, 0, offset);
    // How many instructions lie between a comparison and the refusal at the end.
    let to_refusal = |after: usize| (REFUSED.len() - after + 1) as u8;
    let mut filter = vec![
        load(MACHINE),
        instruction(BPF_JMP | BPF_JEQ | BPF_K, 0, to_refusal(0) + 2, OUR_MACHINE),
        load(NUMBER),
        instruction(BPF_JMP | BPF_JGE | BPF_K, to_refusal(0), 0, OTHER_CONVENTION),
    ];
    for (at, call) in REFUSED.iter().enumerate() {
        filter.push(instruction(BPF_JMP | BPF_JEQ | BPF_K, to_refusal(at + 1), 0, *call as u32));
    }
    filter.push(instruction(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW));
    filter.push(instruction(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | libc::EPERM as u32));
    filter
}

fn instruction(code: u32, if_true: u8, if_false: u8, value: u32) -> sock_filter {
    sock_filter { code: code as u16, jt: if_true, jf: if_false, k: value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_jump_to_the_refusal_lands_there() {
        let filter = filter();
        let last = filter.len() - 1;
        for (at, step) in filter.iter().enumerate() {
            for jump in [step.jt, step.jf].map(usize::from).into_iter().filter(|jump| *jump > 0) {
                assert_eq!(at + 1 + jump, last, "instruction {at}");
            }
        }
    }
}
