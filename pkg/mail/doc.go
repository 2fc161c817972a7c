// Package mail writes messages and hands them to a mail server.
//
// [Message.Write] writes a message as a file that mail programs open, a draft or one to be
// sent; [Dial] reaches a server, and [Client.Send] gives it a message for one addressee.
// Use it for what leaves the secretariat by mail. Do not use it to decide who is written to,
// what is enclosed or whether anything may leave: it knows no records and no readers.
//
// It promises: same message, same bytes, without clock or chance; no value becomes a header
// or a part of its own; nothing is sent over a connection that is not encrypted, but to the
// own machine; and of a message it is known whether the server took it, refused it, or
// whether nobody can tell (see [Uncertain]). Libraries compose messages too: they take the
// boundaries of parts from chance, and the same for parts within parts when they are told one.
package mail
