package summary

import (
	"encoding/binary"
	"hash/crc32"
)

// Summed returns data with the checksum that it should have.
func Summed(data []byte) []byte {
	if len(data) < crc32.Size {
		return data
	}
	body := data[:len(data)-crc32.Size]
	return binary.LittleEndian.AppendUint32(append([]byte(nil), body...), crc32.ChecksumIEEE(body))
}
