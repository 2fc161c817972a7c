package repo

import "syscall"

func changeTime(s *syscall.Stat_t) (sec, nsec uint32) { return uint32(s.Ctim.Sec), uint32(s.Ctim.Nsec) }
