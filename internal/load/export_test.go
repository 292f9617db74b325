package load

// ListWithDriver lists packages as they are where dependencies come from export data.
var ListWithDriver = listWithDriver
