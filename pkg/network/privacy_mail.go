package network

import (
	"slices"
	"strings"
)

// freeMailIn is the host of the first private address in a text.
func freeMailIn(text string) string {
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" \t\n<>()[]{},;:\"'/", r) }) {
		name, host, found := strings.Cut(word, "@")
		host = strings.TrimRight(host, ".!?*_`")
		if found && name != "" && isFreeMail(host) {
			return host
		}
	}
	return ""
}

// isFreeMail reports a host whose addresses are given to anybody: by name, or by the
// first part where there is one in many countries.
func isFreeMail(host string) bool {
	hosts := []string{
		"gmail.com", "googlemail.com", "ymail.com", "rocketmail.com", "msn.com", "aol.com", "icloud.com", "me.com", "mac.com",
		"proton.me", "protonmail.com", "pm.me", "tutanota.com", "tuta.io", "zoho.com", "mail.com", "mail.ru", "bk.ru", "inbox.ru", "list.ru",
		"yandex.ru", "yandex.com", "rambler.ru", "web.de", "t-online.de", "seznam.cz", "abv.bg", "ukr.net", "fastmail.com",
		"eunet.rs", "sbb.rs", "mts.rs", "ptt.rs", "verat.net", "sezampro.rs", "beotel.net", "neobee.net", "open.telekom.rs",
	}
	first, rest, _ := strings.Cut(host, ".")
	many := []string{"yahoo", "hotmail", "outlook", "live", "gmx", "windowslive"}
	return slices.Contains(hosts, host) || slices.Contains(many, first) && len(rest) <= len("com.br")
}
